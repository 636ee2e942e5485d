package dev.llavero.contracts;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} is read by people who cannot see when it is out of date. */
class EventsPageTest {
    private static final String PAGE = Checkout.text("docs/events.md");
    private static final String LINK = "(?<=]\\()\\.\\./[^)]+(?=\\))";

    @Test
    void itNamesEveryPublicTypeAndNoOther() {
        var types = GoldenTest.types()
                .filter(type -> type.topic().audience() == Topic.Audience.PUBLIC)
                .map(MessageType::name);
        assertEquals(names(types), found("dev\\.llavero\\.[\\w.-]+\\.v\\d+"));
    }

    @Test
    void itNamesEveryPublicTopicAndNoOther() {
        var topics = Arrays.stream(Topic.values())
                .filter(topic -> topic.audience() == Topic.Audience.PUBLIC)
                .map(Topic::title);
        assertEquals(names(topics), found("(?<=[`\"])[a-z-]+(\\.[a-z-]+)*\\.v\\d+(?=[`\"])"));
    }

    @Test
    void itNamesEveryHeaderAndNoOther() {
        var headers =
                AsyncApi.document().at("/components/schemas/Headers/properties").properties();
        assertEquals(
                names(headers.stream().map(Map.Entry::getKey)),
                found("(?<=\\n\\| `)(ce_\\w+|traceparent|content-type)(?=` )"));
    }

    @Test
    void itsExampleIsTheApprovedOne() {
        assertTrue(PAGE.contains("```json\n" + Golden.read("KeyCreated.v1.json") + "```"), "see KeyCreated.v1.json");
    }

    @Test
    void itAndTheDescriptionLeadToEachOther() {
        var description = AsyncApi.document().at("/info/description").textValue();
        assertLead(found(LINK, description), "contracts/src/main/resources");
        assertLead(found(LINK, PAGE), "docs");
    }

    private static void assertLead(Set<String> links, String from) {
        assertFalse(links.isEmpty());
        links.forEach(link -> assertTrue(Files.exists(Checkout.file(from).resolve(link)), link));
    }

    private static Set<String> found(String pattern) {
        return found(pattern, PAGE);
    }

    private static Set<String> found(String pattern, String text) {
        return names(Pattern.compile(pattern).matcher(text).results().map(MatchResult::group));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(toCollection(TreeSet::new));
    }
}
