package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One playground from up to its violent end, and up again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    static final Duration GONE = Duration.ofSeconds(60);

    @TempDir
    static Path temporary;

    private static final PortPlan PORTS = freePorts();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static ChildJvm supervisor;

    @BeforeAll
    static void begin() {
        supervisor = up();
    }

    @AfterAll
    static void end() {
        supervisor.close();
        HTTP.close();
    }

    @Test
    @Order(1)
    void itSaysItIsReadyWhenEverythingIs() throws Exception {
        HttpResponse<String> status = get("/status");
        assertEquals(200, status.statusCode(), status.body());
        assertEquals(
                List.of("overview", "chat", "play-nl-1", "play-de-1", "play-nl-2", "kafka", "postgres", "application"),
                status.body()
                        .lines()
                        .skip(1)
                        .map(line -> line.strip().split(" ")[0])
                        .toList());
    }

    @Test
    @Order(2)
    void theEventsPageIsASubscriberLikeAnyOther() throws Exception {
        var request = HttpRequest.newBuilder(overview("/events/stream")).build();
        var answer = HTTP.send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var first = lines.readLine();
            assertTrue(first.contains("dev.llavero.servers.ServerState.v1"), first);
        }
    }

    @Test
    @Order(3)
    void noSecretIsShown() throws Exception {
        var shown = get("/status").body() + get("/links").body() + Files.readString(supervisor.output());
        for (var file : List.of("bot.token", "database.password", "vault.key")) {
            var secret = Files.readString(temporary.resolve(file)).strip();
            assertFalse(shown.contains(secret), file + " is shown");
        }
        var access = Files.readString(temporary.resolve("outline/play-nl-1/access.txt"));
        var prefix = access.substring(access.lastIndexOf('/') + 1).strip();
        assertFalse(shown.contains(prefix), "an address that opens a server is shown");
    }

    @Test
    @Order(4)
    void aSimulatedServerTellsTheTruth() throws Exception {
        var control = URI.create("http://127.0.0.1:" + PORTS.of(PortPlan.Use.DE_CONTROL) + "/_sim/truth");
        var truth = HTTP.send(HttpRequest.newBuilder(control).build(), BodyHandlers.ofString());
        assertTrue(truth.body().contains("\"name\":\"play-de-1\""), truth.body());
        assertTrue(get("/status").body().contains(control.getPort() + " (control)"));
    }

    @Test
    @Tag("all")
    @Order(5)
    void anApplicationThatIsKilledIsStartedAgain() throws Exception {
        var again = supervisor.nextLine("application is ready again");
        process("application").destroyForcibly();
        again.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(200, get("/status").statusCode());
    }

    @Test
    @Tag("all")
    @Order(6)
    void aRestartTouchesTheApplicationAlone() throws Exception {
        var before = List.of(process("application").pid(), process("kafka").pid());
        var request = HttpRequest.newBuilder(overview("/restart")).POST(HttpRequest.BodyPublishers.noBody());
        assertEquals(403, HTTP.send(request.build(), BodyHandlers.ofString()).statusCode());
        assertEquals(
                200,
                HTTP.send(request.header(Windows.OURS, "restart").build(), BodyHandlers.ofString())
                        .statusCode());
        assertTrue(process("application").pid() != before.get(0));
        assertEquals(before.get(1), process("kafka").pid());
    }

    @Test
    @Tag("all")
    @Order(7)
    void nothingOutlivesASupervisorThatIsKilled() throws Exception {
        var children = Stream.concat(
                        ProcessHandle.of(supervisor.pid()).stream().flatMap(ProcessHandle::descendants),
                        Stream.of(process("postgres")))
                .toList();
        assertTrue(children.size() >= 4, "children: " + children);
        supervisor.kill();
        assertTrue(
                within(GONE, () -> children.stream().noneMatch(UpIT::works)),
                () -> "still there: "
                        + children.stream()
                                .filter(UpIT::works)
                                .map(ProcessHandle::info)
                                .toList());
    }

    @Test
    @Tag("all")
    @Order(8)
    void afterThatItStartsWithItsDataOnTheSamePorts() throws Exception {
        var token = Files.readString(temporary.resolve("bot.token"));
        supervisor = up();
        assertEquals(200, get("/status").statusCode());
        assertEquals(token, Files.readString(temporary.resolve("bot.token")));
    }

    private static ChildJvm up() {
        var playground = playground(temporary, PORTS)
                .arguments("up", "--until-input-ends")
                .start(Path.of("target", "up-it.log").toAbsolutePath());
        playground.awaitLine("ready after \\d+ s: open http", PATIENCE);
        return playground;
    }

    /** As {@code ./llavero} starts it, on data and ports of its own. */
    static ChildJvm.Launch playground(Path home, PortPlan ports) {
        var launch = ChildJvm.named("playground")
                .options("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .jar(Path.of("target", "playground", "playground.jar").toAbsolutePath())
                .environment("LLAVERO_HOME", home.toString())
                .environment("LLAVERO_PORT_BASE", Integer.toString(ports.base()))
                .directory(Repository.here().root());
        // Blank is as good as not set: whoever runs this test may have a system of their own.
        Stream.of("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE")
                .forEach(variable -> launch.environment(variable, ""));
        Stream.of("SERVERS_FILE", "VAULT_MASTER_KEY_FILE", "ROLES")
                .forEach(variable -> launch.environment(variable, ""));
        return launch;
    }

    private static ProcessHandle process(String part) throws Exception {
        var row = Pattern.compile("(?m)^  " + part + " .*  (\\d+) +\\S+$")
                .matcher(get("/status").body());
        assertTrue(row.find());
        return ProcessHandle.of(Long.parseLong(row.group(1))).orElseThrow();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(overview(path)).build(), BodyHandlers.ofString());
    }

    private static URI overview(String path) {
        return URI.create("http://127.0.0.1:" + PORTS.of(PortPlan.Use.OVERVIEW) + path);
    }

    static PortPlan freePorts() {
        return Stream.generate(() -> new PortPlan(Ports.free()))
                .limit(100)
                .filter(UpIT::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(PortPlan plan) {
        try {
            plan.demandFree(Stream.of(PortPlan.Use.values()));
            return true;
        } catch (Refusal busy) {
            return false;
        }
    }

    /** A zombie that nobody reaps has no command line any more. */
    static boolean works(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    /** The end of a process that is not our child is announced to nobody. */
    static boolean within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) return false;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }
}
