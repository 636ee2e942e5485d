package dev.llavero.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files that this build was made from. */
record Repository(Path root) {
    static Repository here() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("llavero")) && Files.exists(folder.resolve("mvnw")))
                .findFirst()
                .map(Repository::new)
                .orElseThrow();
    }

    Path file(String path) {
        return root.resolve(path);
    }

    String text(String path) {
        return read(root.resolve(path));
    }

    /** All pages for readers: README and what lies in docs. */
    Stream<Path> pages() {
        return Stream.concat(
                Stream.of(file("README.md"), file("CONTRIBUTING.md")),
                below(file("docs"), file -> file.toString().endsWith(".md")).stream());
    }

    /** What goes into the programs: no tests, and nothing that was built. */
    List<Path> mainFiles(String extension) {
        var main = Path.of("src", "main").toString();
        return below(
                root,
                file -> file.toString().endsWith(extension)
                        && file.toString().contains(main)
                        && Stream.of("testkit", "target", "benchmarks")
                                .noneMatch(root.relativize(file).toString()::contains));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path folder, Predicate<Path> wanted) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
