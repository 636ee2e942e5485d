package dev.llavero.app.op;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ServersFileReader;
import dev.llavero.keys.server.ServersFileText;
import dev.llavero.keys.server.ServersFileText.NewServer;
import dev.llavero.platform.vault.MasterKeyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a server into the servers file, or nothing if the file would not be right with it. */
@Command(name = "add", description = "Write a server into SERVERS_FILE; it is taken in within seconds.")
final class AddServerVerb implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Answers answers;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<server>", description = "Its id from now on: 1-32 of a-z, 0-9 and '-'.")
    private ServerId id;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<access.txt>",
            description = "What the server's installer wrote: its management address and certificate.")
    private Path access;

    @Option(names = "--location", required = true, paramLabel = "<code>", description = "A place of the file.")
    private String location;

    @Option(names = "--protocol", required = true, paramLabel = "<protocol>", description = "outline or wireguard.")
    private String protocol;

    @Option(names = "--host", required = true, paramLabel = "<name>", description = "What users connect to.")
    private String host;

    @Option(names = "--capacity", required = true, paramLabel = "<keys>", description = "How many keys it may hold.")
    private int capacity;

    AddServerVerb(Map<String, String> environment, Answers answers) {
        this.environment = environment;
        this.answers = answers;
    }

    /** What was written, in JSON. */
    private record Added(String server, String file) {}

    @Override
    public Integer call() {
        var file = Path.of(environment.getOrDefault("SERVERS_FILE", ""));
        if (file.toString().isBlank()) {
            throw new Unavailable("SERVERS_FILE is not set: there is no file to write it into", null);
        }
        try {
            return add(file.toAbsolutePath());
        } catch (IOException failure) {
            // Only the kind and the path: a message could hold a line of the file.
            throw new Unavailable(
                    "%s cannot be read or written (%s)"
                            .formatted(file, failure.getClass().getSimpleName()),
                    null);
        }
    }

    private int add(Path file) throws IOException {
        var beside = file.resolveSibling(id.value() + ".access.txt");
        var text = textWith(server(beside), Files.readString(file), file);
        var ours = Files.exists(beside);
        if (ours && !Files.isSameFile(beside, access)) {
            throw new ParameterException(spec.commandLine(), beside + " is there already");
        }
        if (!ours) {
            write(beside, Files.readAllBytes(access), file);
        }
        var read = ServersFileReader.read(
                text, file.getParent(), Boolean.parseBoolean(environment.get("ALLOW_PRIVATE_SERVERS")));
        if (read.file() == null) {
            if (!ours) {
                Files.delete(beside);
            }
            return answers.refuse(read.problems().stream()
                    .map(problem -> problem.in(file.getFileName() + " with " + id))
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        write(file, text.getBytes(StandardCharsets.UTF_8), file);
        read.warnings()
                .forEach(warning -> Op.complain(
                        spec.commandLine().getErr(),
                        warning.in(file.getFileName().toString())));
        return answers.show(new Added(id.value(), file.toString()), new Table("SERVER", "FILE").row(id, file));
    }

    private NewServer server(Path beside) {
        try {
            return new NewServer(
                    id,
                    new LocationCode(location),
                    Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)),
                    host,
                    beside.getFileName().toString(),
                    capacity);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private String textWith(NewServer server, String text, Path file) {
        try {
            return ServersFileText.with(server, text);
        } catch (IllegalArgumentException noPlace) {
            throw new ParameterException(spec.commandLine(), file + ": " + noPlace.getMessage());
        }
    }

    /**
     * As a whole or not at all, for its owner alone.
     *
     * @param owners whose owner it gets: the roles, who read it, are not root, who may write it
     */
    private static void write(Path file, byte[] content, Path owners) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(draft);
        try (var out =
                FileChannel.open(draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            MasterKeyFile.giveToOwnerOf(owners, draft);
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
