package dev.llavero.app.op;

import dev.llavero.app.op.VaultRows.Use;
import dev.llavero.platform.vault.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "vault", description = "The master keys under which everything secret lies.")
final class VaultVerbs {
    private static final String FILE = "VAULT_MASTER_KEY_FILE";

    private final Map<String, String> environment;
    private final VaultRows rows;
    private final Answers answers;

    VaultVerbs(Map<String, String> environment, VaultRows rows, Answers answers) {
        this.environment = environment;
        this.rows = rows;
        this.answers = answers;
    }

    /** A master key and what lies under it. */
    private record Line(String masterKey, boolean seals, boolean inFile, long userKeys, long servers) {}

    private record Rotated(String masterKey) {}

    private record Retired(String masterKey) {}

    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    @Command(name = "status", description = "How much lies under which master key.")
    int status() {
        var lines = lines();
        var table = new Table("MASTER KEY", "SEALS", "IN FILE", "USER KEYS", "SERVERS");
        lines.forEach(
                line -> table.row(line.masterKey(), line.seals(), line.inFile(), line.userKeys(), line.servers()));
        return answers.show(lines, table);
    }

    @Command(
            name = "rotate",
            description =
                    "Put a new key before the others in VAULT_MASTER_KEY_FILE. What lies under them is wrapped anew in"
                            + " the background; until then both open.")
    int rotate() {
        var file = file();
        var id = changed(() -> file.rotate(Instant.now()));
        return answers.show(
                new Rotated(id),
                new Table("MASTER KEY").row(id),
                "Keep a copy of the file elsewhere. Backups of before need the keys that stand below it.");
    }

    @Command(
            name = "retire",
            description = "Take an earlier key out of VAULT_MASTER_KEY_FILE, if nothing lies under it. Backups in which"
                    + " something does are worth nothing without a copy of it.")
    int retire(@Parameters(paramLabel = "<master key>", description = "Its id, as status lists it.") String id) {
        var file = file();
        var known = known();
        if (!file.ids().contains(id) && !known.containsKey(id)) {
            return answers.noSuch("master key '" + id + "'");
        }
        if (file.ids().getFirst().equals(id)) {
            return answers.refuse("'" + id + "' is the key that seals: rotate first");
        }
        if (!rows.retire(id)) {
            return answers.refuse("Still under '%s': %d. key-provisioner wraps them anew, in the background"
                    .formatted(id, known.getOrDefault(id, Use.none(id)).rows()));
        }
        changed(() -> {
            file.remove(id);
            return id;
        });
        return answers.show(
                new Retired(id),
                new Table("RETIRED").row(id),
                "A backup made while something lay under it opens only with a copy of it: keep one as long as such a backup.");
    }

    private List<Line> lines() {
        var inFile = file().ids();
        var known = known();
        return Stream.concat(
                        inFile.stream(),
                        known.values().stream()
                                .filter(use -> !use.retired() && use.rows() > 0)
                                .map(Use::masterKey))
                .distinct()
                .map(id -> line(known.getOrDefault(id, Use.none(id)), inFile))
                .toList();
    }

    private static Line line(Use use, List<String> inFile) {
        var id = use.masterKey();
        return new Line(id, id.equals(inFile.getFirst()), inFile.contains(id), use.userKeys(), use.servers());
    }

    private Map<String, Use> known() {
        return rows.uses().stream().collect(Collectors.toMap(Use::masterKey, Function.identity()));
    }

    private MasterKeyFile file() {
        var path = environment.getOrDefault(FILE, "");
        if (path.isBlank()) {
            throw new Unavailable(FILE + " is not set", null);
        }
        return changed(() -> new MasterKeyFile(Path.of(path)));
    }

    /** What goes wrong is told without a cause: a message could hold a line of the file. */
    private static <T> T changed(Change<T> change) {
        try {
            return change.make();
        } catch (IllegalStateException inWords) {
            throw new Unavailable(inWords.getMessage(), null);
        } catch (IOException failure) {
            throw new Unavailable(
                    FILE + " cannot be changed (" + failure.getClass().getSimpleName() + ")", null);
        }
    }
}
