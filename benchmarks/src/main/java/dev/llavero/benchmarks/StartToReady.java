package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.DirectBot;
import dev.llavero.benchmarks.contender.EmptyServer;
import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** H8: from the start of a process until it is ready, with what its JVM has learned of a first start. */
final class StartToReady implements Benchmark {
    private static final String ONE_ROLE = "Llavero, key-provisioner alone";
    private static final String JAVA_VERSION = "java -version (limit)";
    private static final Quantity ALL_ROLES = new Quantity("start to ready", LlaveroApp.NAME, "s");

    private final LlaveroSystem system = LlaveroSystem.shared();
    private final Path learned = system.folder().resolve("start.aot");
    private final DirectBot peer;
    private final Turns turns = new Turns(
            round -> time(round, JAVA_VERSION, StartToReady::javaVersion),
            round -> time(round, EmptyServer.NAME, () -> EmptyServer.start(system.folder())),
            round -> time(round, LlaveroApp.NAME, () -> application(Map.of())),
            round -> time(round, ONE_ROLE, () -> application(Map.of("ROLES", "key-provisioner"))),
            round -> time(round, DirectBot.NAME, this::bot));

    @FunctionalInterface
    private interface Start {
        AutoCloseable whenReady();
    }

    StartToReady(Repository repository, Size size) {
        peer = DirectBot.start(repository.peers(), system.folder(), system.outlines());
        system.launch("learning-to-start", Map.of(), with("-XX:AOTCacheOutput=" + learned))
                .awaitStarted()
                .stop();
    }

    private static List<String> with(String option) {
        return Stream.concat(LlaveroApp.JVM.stream(), Stream.of(option)).toList();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("application", String.join(" ", LlaveroApp.JVM) + " -XX:AOTCache, trained on a start");
    }

    @Override
    public Round round(int number) {
        return turns.round(number);
    }

    private static void time(Round round, String contender, Start start) {
        var began = Moment.now();
        try (var started = start.whenReady()) {
            round.read(ALL_ROLES.of(contender), Moment.now() - began);
        } catch (Exception failure) {
            throw new IllegalStateException(contender, failure);
        }
    }

    private AutoCloseable application(Map<String, String> settings) {
        var application = system.launch("start", settings, with("-XX:AOTCache=" + learned));
        application.awaitReady();
        return application::stop;
    }

    private AutoCloseable bot() {
        peer.open();
        return peer::shut;
    }

    private static AutoCloseable javaVersion() {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return () -> {};
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public List<Ratio> ratios() {
        return List.of(
                Ratio.ofTimes(ALL_ROLES, JAVA_VERSION, null),
                Ratio.ofTimes(ALL_ROLES, EmptyServer.NAME, null),
                Ratio.ofTimes(ALL_ROLES, DirectBot.NAME, null));
    }

    @Override
    public void close() {
        peer.close();
    }
}
