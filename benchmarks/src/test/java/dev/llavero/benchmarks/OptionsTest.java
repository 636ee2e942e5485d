package dev.llavero.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Repository REPOSITORY = new Repository(Path.of("/repository"));

    @Test
    void withoutNamesEverythingIsMeasuredAndKept() {
        assertEquals(
                new Options(List.of(Headline.values()), Size.WHOLE, false, Path.of("/repository/benchmarks/results")),
                Options.of(new String[0], REPOSITORY));
    }

    @Test
    void aQuickRunIsNotKeptUnlessAFolderIsGiven() {
        assertNull(options("h1", "--quick").results());
        assertEquals(
                Path.of("elsewhere"),
                options("h1", "--quick", "--results", "elsewhere").results());
    }

    @Test
    void roundsCanBeChosen() {
        assertEquals(
                Size.WHOLE.rounds(7), options("H2", "--rounds", "7", "--check").size());
        assertEquals(List.of(Headline.H2), options("H2").headlines());
    }

    @Test
    void whoeverMeasuresOneOfThemIsGivenTheSameOptions() {
        var all = options("--quick", "--rounds", "2", "--check", "--results", "elsewhere");

        assertEquals(
                new Options(List.of(Headline.H2), all.size(), all.check(), all.results()),
                Options.of(all.forOne(Headline.H2), REPOSITORY));
    }

    @Test
    void anythingElseIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> options("h99"));
        assertThrows(IllegalArgumentException.class, () -> options("--slow"));
        assertThrows(IllegalArgumentException.class, () -> options("--rounds"));
    }

    private static Options options(String... arguments) {
        return Options.of(arguments, REPOSITORY);
    }
}
