package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("all")
class ChaosIT {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration INTERRUPTED = Duration.ofSeconds(120);
    private static final Duration ROUNDS = Duration.ofMinutes(6);

    @TempDir
    Path home;

    @Test
    void aMinuteOfStrikesLosesAndDoublesNothing() throws Exception {
        var ports = UpIT.freePorts();
        var log = Path.of("target", "chaos-it.log").toAbsolutePath();
        try (var chaos = UpIT.playground(home, ports)
                .arguments("chaos", "--minutes", "1", "--until-input-ends")
                .start(log)) {
            chaos.awaitLine("chaos with seed \\d+: watch http", READY);
            assertEquals(200, status(ports, "/chaos"));
            assertEquals(200, status(ports, "/chaos/state"));
            assertEquals(0, chaos.exit().get(ROUNDS.toSeconds(), TimeUnit.SECONDS), Files.readString(log));
        }
    }

    @Test
    void whoInterruptsItIsToldWhatCameOfItAndNothingStays() throws Exception {
        var ports = UpIT.freePorts();
        var log = Path.of("target", "chaos-interrupted-it.log").toAbsolutePath();
        try (var chaos = UpIT.playground(home, ports)
                .arguments("chaos", "--every", "4", "--until-input-ends")
                .start(log)) {
            chaos.awaitLine("chaos with seed", READY);
            chaos.awaitLine(" is ready again", READY);
            var parts =
                    ProcessHandle.of(chaos.pid()).orElseThrow().descendants().toList();

            chaos.stop(INTERRUPTED);

            assertTrue(Files.readString(log).contains("verdict after "), Files.readString(log));
            assertTrue(Files.readString(log).contains("lost 0, doubled 0, otherwise wrong 0"), Files.readString(log));
            assertTrue(UpIT.within(UpIT.GONE, () -> parts.stream().noneMatch(UpIT::works)), "something still runs");
            assertFalse(Files.exists(home.resolve("supervisor")));
        }
    }

    private static int status(PortPlan ports, String path) throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var uri = URI.create("http://127.0.0.1:" + ports.of(PortPlan.Use.OVERVIEW) + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
