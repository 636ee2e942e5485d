package dev.llavero.playground;

import dev.llavero.testkit.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Llavero itself, with all roles. */
final class Application implements Breakable, AutoCloseable {
    private static final Path BUILT = Path.of("app", "target", "quarkus-app").toAbsolutePath();
    private static final Path LIFELINE =
            Path.of("playground", "target", "playground", "lifeline-agent.jar").toAbsolutePath();

    /** The heap begins small. On a large machine it would begin at its limit, and whatever was touched once would stay in memory. */
    private static final String[] JVM = {"-Xms48m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    private static final long LARGEST_LOG_BYTES = 16L * 1024 * 1024;
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<String, String> settings;
    private final Path log;
    private final URI management;
    private final Watch watch;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final List<Instant> upheavals = new CopyOnWriteArrayList<>();
    private volatile ChildJvm process;

    private Application(Map<String, String> settings, Home home, PortPlan ports, Consumer<String> tell) {
        this.settings = settings;
        this.log = home.log("application");
        this.management = URI.create("http://127.0.0.1:" + ports.of(PortPlan.Use.MANAGEMENT));
        this.process = launch();
        this.watch = new Watch(name(), () -> process.exit(), this::startAgain, tell);
    }

    /** Begins to start it; {@link #awaitReady} waits. */
    static Application start(Map<String, String> settings, Home home, PortPlan ports, Consumer<String> tell) {
        return new Application(settings, home, ports, tell);
    }

    /** Brings the database to this version, before any application works on it. */
    static void migrate(Map<String, String> settings, Home home) {
        var classPath =
                BUILT.resolve("app") + "/*:" + BUILT.resolve("lib/main") + "/*:" + BUILT.resolve("lib/boot") + "/*";
        try (var migration = ChildJvm.named("migrate")
                .options(JVM)
                .main(classPath, "dev.llavero.app.Migrate")
                .environment(settings)
                .start(home.log("migrate"))) {
            int code = migration
                    .exit()
                    .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
                    .join();
            if (code != 0) {
                throw new Refusal(Refusal.FAILED, "The database could not be migrated, see " + migration.output());
            }
        }
    }

    private ChildJvm launch() {
        return ChildJvm.named(name())
                .options(JVM)
                .options("-javaagent:" + LIFELINE)
                .jar(BUILT.resolve("quarkus-run.jar"))
                .environment(settings)
                .keeping(LARGEST_LOG_BYTES)
                .start(log);
    }

    /** From the first time that it is ready, it is started again whenever it ends. */
    void awaitReady() {
        waitUntilReady();
        watch.begin();
    }

    /** Stops it, waits until the next one is ready. */
    void restart() {
        watch.expectEnd();
        ChildJvm before = process;
        before.stop(STOP);
        long deadline = deadline();
        while (process == before && System.nanoTime() < deadline) LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        waitUntilReady();
    }

    private void startAgain() {
        upheavals.addAll(process.upheavals());
        process = launch();
        waitUntilReady();
    }

    private void waitUntilReady() {
        long deadline = deadline();
        while (trouble().isPresent()) {
            if (!process.isAlive()) {
                throw new Refusal(
                        Refusal.FAILED,
                        "The application ended with exit code %d:%n%s"
                                .formatted(process.exit().join(), tail()));
            }
            if (System.nanoTime() > deadline) {
                throw new Refusal(
                        Refusal.FAILED,
                        "The application is not ready after %d s: %s; see %s"
                                .formatted(START.toSeconds(), trouble().orElse("it is now"), log));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static long deadline() {
        return System.nanoTime() + START.toNanos();
    }

    private String tail() {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException e) {
            return "see " + log;
        }
    }

    String readinessUrl() {
        return management + "/q/health/ready";
    }

    String metricsUrl() {
        return management + "/q/metrics";
    }

    @Override
    public String name() {
        return "application";
    }

    @Override
    public String where() {
        return readinessUrl();
    }

    @Override
    public Optional<Long> pid() {
        return Optional.of(process.pid());
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(log);
    }

    @Override
    public Optional<String> trouble() {
        if (!process.isAlive()) return Optional.of("down");
        return readiness()
                .map(answer -> answer.statusCode() == 200
                        ? Optional.<String>empty()
                        : Optional.of(Readiness.inWords(answer.body())))
                .orElse(Optional.of("does not answer"));
    }

    /** What has become of the servers file; nothing while all is well with it. */
    Optional<String> serversFile() {
        return readiness().map(HttpResponse::body).map(Readiness::serversFile).orElse(Optional.of(Readiness.NOT_READ));
    }

    /** Why Telegram does not serve it; nothing while it does. */
    Optional<String> telegram() {
        return readiness().map(HttpResponse::body).flatMap(answer -> Readiness.outside("telegram", answer));
    }

    /** Nothing if it does not answer. */
    private Optional<HttpResponse<String>> readiness() {
        var request = HttpRequest.newBuilder(URI.create(readinessUrl()))
                .timeout(ANSWER)
                .build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        watch.expectEnd();
        process.kill();
    }

    /** When it was started, frozen, woken, and when it ended, each time. */
    List<Instant> upheavals() {
        return Stream.concat(upheavals.stream(), process.upheavals().stream()).toList();
    }

    /** It stands still for so long, and goes on. */
    void freeze(Duration lasts) {
        var frozen = process;
        frozen.freeze();
        LockSupport.parkNanos(lasts.toNanos());
        frozen.thaw();
    }

    @Override
    public void close() {
        watch.end();
        http.shutdownNow();
        process.close();
    }
}
