package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./llavero test --all} spoils in a copy: here only that it still could. */
class SabotageTest {
    private static final Pattern STORY = Pattern.compile("(?m)^Story: (\\w+)(#\\w+)?$");
    private static final Repository REPOSITORY = Repository.here();

    static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.root().resolve("testkit/sabotage"))) {
            var patches = files.sorted().toList();
            assertFalse(patches.isEmpty());
            return patches;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patches")
    void itFitsTheCodeAsItIs(Path patch) throws Exception {
        var process = new ProcessBuilder("git", "apply", "--check", patch.toString())
                .directory(REPOSITORY.root().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patches")
    void itNamesAStory(Path patch) throws IOException {
        var story = STORY.matcher(Files.readString(patch));
        assertTrue(story.find());
        var file = REPOSITORY
                .root()
                .resolve("app/src/test/java/dev/llavero/app/story")
                .resolve(story.group(1) + ".java");
        var method = story.group(2);
        assertTrue(
                method == null || Files.readString(file).contains("void " + method.substring(1) + "("),
                file + " " + method);
        var name = patch.getFileName().toString().replace(".patch", "");
        assertEquals(
                story.group(1).equals("UpgradeIT"),
                REPOSITORY.text("docs/skips.md").contains("| `sabotage " + name + "` |"),
                "only what needs the version before may be left out");
    }
}
