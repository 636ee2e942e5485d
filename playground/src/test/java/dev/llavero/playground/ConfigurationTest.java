package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final String NAME = "([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ROLES|ACCESS|OPERATORS)";
    private static final Pattern IN_PROPERTIES = Pattern.compile("\\$\\{" + NAME + "[:}]");
    /** In classes that read the environment, a text that looks like a variable is one. */
    private static final Pattern IN_CODE = Pattern.compile("\"" + NAME + "\"");

    private static final Pattern READS = Pattern.compile("getenv|Outside|getOptionalValue|VARIABLE|KafkaVariables");
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `" + NAME + "` \\|");
    private static final Pattern IN_EXAMPLE = Pattern.compile("(?m)^#" + NAME + "=");
    private static final Pattern IN_SCRIPT = Pattern.compile("\\$\\{" + NAME + ":-");

    private final Repository repository = Repository.here();

    @Test
    void everyVariableThatIsReadIsInTheTable() {
        var read = new TreeSet<>(found(
                IN_PROPERTIES, repository.mainFiles(".properties").stream().map(Repository::read)));
        read.addAll(found(IN_CODE, readers()));
        read.addAll(found(IN_SCRIPT, Stream.of(repository.text("llavero"))));
        assertTrue(read.size() > 15, "the patterns of this test find too little: " + read);
        assertEquals(read, documented());
    }

    @Test
    void everyVariableOfTheTableIsInTheExample() {
        assertEquals(documented(), found(IN_EXAMPLE, Stream.of(repository.text(".env.example"))));
    }

    @Test
    void theExampleChangesNothing() {
        assertTrue(repository.text(".env.example").lines().allMatch(line -> line.isBlank() || line.startsWith("#")));
    }

    @Test
    void thePortsAreThoseOfTheTable() {
        var page = repository.text("docs/configuration.md");
        var plan = PortPlan.parse(null);
        for (var use : PortPlan.Use.values()) {
            assertTrue(page.contains(Integer.toString(plan.of(use))), use + " is missing");
        }
    }

    private Set<String> documented() {
        return found(IN_TABLE, Stream.of(repository.text("docs/configuration.md")));
    }

    private Stream<String> readers() {
        return repository.mainFiles(".java").stream().map(Repository::read).filter(READS.asPredicate());
    }

    private static Set<String> found(Pattern pattern, Stream<String> texts) {
        return texts.flatMap(text -> pattern.matcher(text).results().map(name -> name.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
