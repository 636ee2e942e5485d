package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern COMMAND = Pattern.compile("\\./llavero ([a-z]+)((?: --[a-z]+)*)");

    private final Repository repository = Repository.here();

    @Test
    void everyLinkLeadsSomewhere() {
        var dead = repository
                .pages()
                .flatMap(page ->
                        links(page).filter(link -> !leadsSomewhere(page, link)).map(link -> page + ": " + link))
                .toList();
        assertEquals(List.of(), dead);
    }

    @Test
    void everyCommandThatIsSpokenOfIsInTheHelp() throws Exception {
        var known = Pattern.compile("(?m)^  ([a-z]+)\\b")
                .matcher(run("./llavero", "help"))
                .results();
        var commands = known.map(word -> word.group(1)).collect(Collectors.toSet());
        assertEquals(
                Set.of(), spokenOf(1).filter(word -> !commands.contains(word)).collect(Collectors.toSet()));
    }

    @Test
    void everyOptionThatIsSpokenOfIsInTheScript() {
        var script = repository.text("llavero");
        var unknown = spokenOf(2)
                .flatMap(options -> Stream.of(options.trim().split(" ")))
                .filter(option -> !option.isEmpty() && !script.contains(option))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
    }

    @Test
    void helpNeedsNothingInstalled() throws Exception {
        assertFalse(run("env", "-i", "PATH=/usr/bin:/bin", "HOME=/nonexistent", "./llavero", "help")
                .isBlank());
    }

    private Stream<String> spokenOf(int group) {
        return repository.pages().flatMap(page -> COMMAND.matcher(Repository.read(page))
                .results()
                .map(said -> said.group(group)));
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(Repository.read(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"));
    }

    private static boolean leadsSomewhere(Path page, String link) {
        var parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(Repository.read(page))
                .results()
                .map(MatchResult::group)
                .map(heading -> heading.replaceFirst("^#+ ", "")
                        .toLowerCase()
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(repository.root().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
