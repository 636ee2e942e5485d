package dev.llavero.testkit.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The application as one version of the sources is built. */
public record Built(Path quarkusApp) {
    public Built {
        if (!Files.exists(program(quarkusApp))) {
            throw new IllegalStateException(quarkusApp.toAbsolutePath() + " is missing: build the application first"
                    + " (./mvnw -pl app -am package -DskipTests)");
        }
        quarkusApp = quarkusApp.toAbsolutePath();
    }

    /** What the module beside the tests has built, or wherever {@code llavero.app} says. */
    public static Built now() {
        return new Built(Path.of(System.getProperty("llavero.app", "target/quarkus-app")));
    }

    /** An earlier version, if somebody has built one and says where: {@code llavero.app.before}. */
    public static Optional<Built> before() {
        return Optional.ofNullable(System.getProperty("llavero.app.before"))
                .map(Path::of)
                .map(Built::new);
    }

    Path program() {
        return program(quarkusApp);
    }

    private static Path program(Path quarkusApp) {
        return quarkusApp.resolve("quarkus-run.jar");
    }

    /** For its one-shot programs. */
    String classPath() {
        return String.join(
                File.pathSeparator,
                quarkusApp.resolve("app") + "/*",
                quarkusApp.resolve("lib/main") + "/*",
                quarkusApp.resolve("lib/boot") + "/*");
    }

    /** What the JVM has learned of a first start, for the many that follow: they take half of the time. */
    Path learned() {
        return quarkusApp.resolveSibling("learned.aot");
    }

    boolean isLearned() {
        try {
            return Files.exists(learned())
                    && Files.getLastModifiedTime(learned()).compareTo(Files.getLastModifiedTime(program())) > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@link Application#launch} wants them. */
    List<String> options() {
        return isLearned() ? Application.quickly(learned()) : Application.slowly();
    }
}
