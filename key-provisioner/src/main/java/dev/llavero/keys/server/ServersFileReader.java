package dev.llavero.keys.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the servers file and finds every mistake in it. Knows nothing but the text and the access files that it names. */
public final class ServersFileReader {
    private static final Set<String> KNOWN = Set.of("locations", "servers");

    private ServersFileReader() {}

    /**
     * @param file null if there are problems
     * @param accessFiles those that {@code api-url-file} names, readable or not
     */
    public record Read(ServersFile file, List<Remark> problems, List<Remark> warnings, Set<Path> accessFiles) {
        static Read nothing(String why) {
            return new Read(null, List.of(new Remark(0, "", why)), List.of(), Set.of());
        }
    }

    /** The file as it is now; one that others can read is as good as none. */
    public static Read read(Path file, boolean allowPrivate) {
        return switch (PrivateFile.read(file)) {
            case PrivateFile.Text(var text) -> read(text, file.toAbsolutePath().getParent(), allowPrivate);
            case PrivateFile.Refused(var why) -> Read.nothing(why);
        };
    }

    /**
     * @param folder where relative paths begin
     * @param allowPrivate whether a server's management address may be inside a private network
     */
    public static Read read(String text, Path folder, boolean allowPrivate) {
        if (text.length() > PrivateFile.LARGEST_BYTES) {
            return Read.nothing("is larger than 1 MB");
        }
        var remarks = new Remarks();
        var accesses = new AccessReader(folder, allowPrivate, remarks);
        var file = YamlTree.parse(text, remarks).flatMap(root -> read(root, accesses, remarks));
        var problems = remarks.problems();
        return new Read(problems.isEmpty() ? file.orElseThrow() : null, problems, remarks.warnings(), accesses.files());
    }

    private static Optional<ServersFile> read(Node root, AccessReader accesses, Remarks remarks) {
        return Fields.of(root, "", "a mapping with 'locations' and 'servers'", remarks)
                .map(fields -> {
                    fields.only(KNOWN);
                    var locations = new LocationsReader(remarks);
                    var places = locations.read(fields.requiredList("locations"));
                    var servers = new ServersReader(locations.codes(), accesses, remarks);
                    return new ServersFile(places, servers.read(fields.requiredList("servers")));
                });
    }
}
