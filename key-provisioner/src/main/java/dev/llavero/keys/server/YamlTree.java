package dev.llavero.keys.server;

import java.io.StringReader;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML as a tree of nodes that know their lines. Nothing is built from it, so no tag is obeyed; and there are no aliases, so
 * no small file is a large tree.
 */
final class YamlTree {
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_~-]{6,}");

    private YamlTree() {}

    static Optional<Node> parse(String text, Remarks remarks) {
        try {
            var yaml = new Yaml(new LoaderOptions());
            return hasAliases(yaml, text, remarks) ? Optional.empty() : root(yaml, text, remarks);
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            var line = mark == null ? 0 : mark.getLine() + 1;
            remarks.problem(line, "", "is not YAML: " + withoutContent(malformed.getProblem(), text));
        } catch (ReaderException character) {
            var before = text.codePoints().limit(character.getPosition());
            var line = 1 + (int) before.filter(point -> point == '\n').count();
            remarks.problem(line, "", "is not YAML: a control character (U+%04X)".formatted(character.getCodePoint()));
        } catch (YAMLException tooDeep) {
            remarks.problem(0, "", "is not a servers file: lists within lists within lists");
        }
        return Optional.empty();
    }

    private static Optional<Node> root(Yaml yaml, String text, Remarks remarks) {
        var root = Optional.ofNullable(yaml.compose(new StringReader(text)));
        if (root.isEmpty()) {
            remarks.problem(0, "", "is empty: it needs 'locations' and 'servers'");
        }
        return root;
    }

    private static boolean hasAliases(Yaml yaml, String text, Remarks remarks) {
        var alias = StreamSupport.stream(yaml.parse(new StringReader(text)).spliterator(), false)
                .filter(AliasEvent.class::isInstance)
                .findFirst();
        alias.ifPresent(event -> remarks.problem(
                event.getStartMark().getLine() + 1, "", "has an alias (*): write out what it stands for"));
        return alias.isPresent();
    }

    /** The parser may repeat what it stumbled over, and that may be an address. */
    private static String withoutContent(String problem, String text) {
        return LONG_WORD.matcher(problem).results().map(MatchResult::group).anyMatch(text::contains)
                ? "look at the quotes and spaces here"
                : problem;
    }
}
