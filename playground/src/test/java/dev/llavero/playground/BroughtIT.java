package dev.llavero.playground;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.backing.PostgresProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a database of the caller's. */
@Tag("all")
class BroughtIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final PortPlan PORTS = UpIT.freePorts();

    @TempDir
    Path temporary;

    @Test
    void whatADatabaseHasToldAnEarlierBrokerIsNotWaitedFor() {
        try (var database = PostgresProcess.start(temporary.resolve("brought"))) {
            try (var first = up(database)) {
                first.awaitLine("ready after \\d+ s: open http", PATIENCE);
            }
            try (var second = up(database, "--fresh")) {
                for (var line : List.of(
                        "forgotten is only what was started here: what DATABASE_URL leads to keeps",
                        "nothing was heard of play-nl-1, play-de-1.* within 10 s",
                        "ready after \\d+ s: open http")) {
                    second.awaitLine(line, PATIENCE);
                }
            }
        }
    }

    /** Mode and place are what a first file of one's own has wrong most often. */
    @Test
    void aServersFileThatIsRefusedIsToldOf() throws Exception {
        var file = Files.writeString(temporary.resolve("servers.yaml"), "locations: []\nservers: []\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var up = UpIT.playground(temporary.resolve("run"), PORTS)
                .environment("SERVERS_FILE", file.toString())
                .arguments("up", "--until-input-ends")
                .start(Path.of("target", "brought-servers-it.log").toAbsolutePath())) {
            up.awaitLine("SERVERS_FILE: .*servers.yaml: can be read by others: chmod 600 it", PATIENCE);
            up.awaitLine("ready after \\d+ s: open http", PATIENCE);
        }
    }

    private ChildJvm up(PostgresProcess database, String... options) {
        return UpIT.playground(temporary.resolve("run"), PORTS)
                .environment("DATABASE_URL", database.reactiveUrl())
                .environment("DATABASE_USER", database.user())
                .environment("DATABASE_PASSWORD", "believed")
                .arguments("up", "--until-input-ends")
                .arguments(options)
                .start(Path.of("target", "brought-it.log").toAbsolutePath());
    }
}
