package dev.llavero.testkit.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the programs that module {@code testkit/backing} builds. */
final class BackingFolder {

    private static final Path IN_REPOSITORY = Path.of("testkit", "backing");

    private BackingFolder() {}

    static Path jar() {
        String given = System.getProperty("llavero.backing");
        Path folder = given != null ? Path.of(given) : built();
        Path jar = folder.resolve("backing.jar");
        if (Files.exists(jar)) return jar;
        throw new IllegalStateException(
                jar + " is missing: build it with './mvnw -pl testkit/backing package' in the root of the repository,"
                        + " or say where it is with -Dllavero.backing=<folder>");
    }

    private static Path built() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(IN_REPOSITORY))
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .findFirst()
                .map(module -> module.resolve("target", "backing"))
                .orElseThrow(() -> new IllegalStateException(
                        "no folder above %s contains %s; say where the programs are".formatted(here, IN_REPOSITORY)
                                + " with -Dllavero.backing=<folder>"));
    }
}
