package dev.llavero.app.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * While it is upgraded, the version before runs on the schema of the version after. So a migration adds: nothing that the old
 * version reads goes, and nothing that it does not write is demanded.
 */
class MigrationsOnlyAddTest {
    private static final Pattern MIGRATION = Pattern.compile(".*/src/main/resources/db/[a-z]+/V(\\d+)__\\w+\\.sql");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final List<Pattern> TAKES_AWAY = Stream.of(
                    "\\bdrop\\b(?! not null\\b)",
                    "\\brename\\b",
                    "\\btruncate\\b",
                    "\\balter column \\w+ (?!drop not null\\b)",
                    "\\bset not null\\b",
                    // A column of an older table that must have a value, without one of its own.
                    "\\badd column\\b(?:(?!,|;|\\bdefault\\b).)*\\bnot null\\b(?:(?!,|;|\\bdefault\\b).)*(?=,|;|$)",
                    "\\badd constraint\\b")
            .map(Pattern::compile)
            .toList();

    @Test
    void whatWasReleasedStays() throws IOException {
        var later = migrations().stream().filter(file -> version(file) > 1).toList();
        assertTrue(later.size() >= 4, () -> "too few migrations: " + later);
        assertEquals(
                List.of(), later.stream().flatMap(MigrationsOnlyAddTest::wrong).toList());
    }

    private static Stream<String> wrong(Path file) {
        var sql = COMMENT.matcher(read(file))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        return TAKES_AWAY.stream()
                .flatMap(taken -> taken.matcher(sql).results())
                .map(found -> file.getFileName() + ": " + found.group());
    }

    private static List<Path> migrations() throws IOException {
        try (var modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            return modules.map(module -> module.resolve("src/main/resources/db"))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationsOnlyAddTest::files)
                    .filter(file -> MIGRATION.matcher(file.toString()).matches())
                    .toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int version(Path file) {
        var match = MIGRATION.matcher(file.toString());
        assertTrue(match.matches());
        return Integer.parseInt(match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
