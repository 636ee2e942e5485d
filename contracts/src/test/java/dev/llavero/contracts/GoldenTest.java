package dev.llavero.contracts;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
    private static final String TYPES = "types.txt";
    private static final Pattern SECRET = Pattern.compile(
            "pass|pwd|secret|token|credential|private|psk|preshared|auth|cookie|ur[li]$|link|config",
            Pattern.CASE_INSENSITIVE);

    private final ObjectMapper json = Json.mapper();

    static Stream<Message> full() {
        return Samples.full().stream();
    }

    static Stream<Message> all() {
        return Samples.all().stream();
    }

    @Test
    void everyKindOfMessageHasOneFullSampleAndAType() {
        var kinds = kindsOf(Message.class).collect(toSet());
        assertEquals(kinds, Samples.full().stream().map(Message::getClass).collect(toSet()));
        assertEquals(kinds.size(), Samples.full().size(), "one full sample of each kind");
        assertEquals(kinds, types().map(MessageType::body).collect(toSet()));
    }

    @Test
    void aFullSampleLeavesNothingOut() {
        full().forEach(sample -> assertEquals(
                sample.getClass().getRecordComponents().length,
                json.valueToTree(sample).size(),
                sample.toString()));
    }

    @ParameterizedTest
    @MethodSource("full")
    void theJsonIsTheApprovedOneAndCanBeRead(Message sample) throws IOException {
        var file = Golden.fileOf(MessageType.of(sample));
        Golden.approve(file, Golden.textOf(sample));
        assertEquals(sample, json.readValue(Golden.read(file), sample.getClass()));
    }

    @Test
    void nothingIsApprovedThatIsGone() throws IOException {
        var files = Stream.concat(types().map(Golden::fileOf), Stream.of(TYPES));
        Golden.approveOnly(files.collect(toSet()));
    }

    @Test
    void theNamesOfTheTypesAreUniqueAndTheApprovedOnes() throws IOException {
        var names = types().map(MessageType::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size(), "two types of one name");
        names.forEach(
                name -> assertEquals(name, MessageType.named(name).orElseThrow().name()));
        var lines = types().map(type -> type.name() + " on " + type.topic().title() + "\n");
        Golden.approve(TYPES, lines.sorted().reduce("", String::concat));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenIsReadBack(Message sample) throws IOException {
        assertEquals(sample, json.readValue(json.writeValueAsBytes(sample), sample.getClass()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aNullIsNotWrittenButCanBeRead(Message sample) throws IOException {
        ObjectNode tree = json.valueToTree(sample);
        for (var component : sample.getClass().getRecordComponents()) {
            assertFalse(tree.path(component.getName()).isNull(), component.getName());
            if (!tree.has(component.getName())) {
                tree.putNull(component.getName());
            }
        }
        assertEquals(sample, json.treeToValue(tree, sample.getClass()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFieldOfALaterVersionIsIgnored(Message sample) throws IOException {
        ObjectNode tree = json.valueToTree(sample);
        tree.putObject("addedLater").put("some", "thing");
        assertEquals(sample, json.treeToValue(tree, sample.getClass()));
    }

    @Test
    void aReasonOfALaterVersionIsSomeOther() throws IOException {
        var suspended = new KeyEvent.KeySuspended(new KeyId(new UUID(0, 1)), null, SuspendReason.PAUSED);
        ObjectNode tree = json.valueToTree(suspended);
        tree.put("reason", "ADDED_LATER");
        assertEquals(
                new KeyEvent.KeySuspended(suspended.keyId(), null, SuspendReason.OTHER),
                json.treeToValue(tree, KeyEvent.KeySuspended.class));
    }

    @Test
    void nothingIsDoneForAReasonOfALaterVersion() {
        ObjectNode tree = json.valueToTree(new KeyCommand.SuspendKey(
                new KeyId(new UUID(0, 1)), SuspendReason.OPERATOR, RequestedBy.operator("ana")));
        tree.put("reason", "ADDED_LATER");
        assertThrows(ValueInstantiationException.class, () -> json.treeToValue(tree, KeyCommand.SuspendKey.class));
    }

    @Test
    void anotherConstantOfALaterVersionIsAnError() {
        ObjectNode tree = json.valueToTree(RequestedBy.operator("ana"));
        tree.put("kind", "added-later");
        assertThrows(InvalidFormatException.class, () -> json.treeToValue(tree, RequestedBy.class));
    }

    static Stream<Message> aboutAKeyOrAServer() {
        return full().filter(sample -> !(sample instanceof DeadLetter));
    }

    /** Else the reader would stumble over it when it asks for the subject, instead of putting it aside. */
    @ParameterizedTest
    @MethodSource("aboutAKeyOrAServer")
    void aBodyThatDoesNotSayWhatItIsAboutIsAnError(Message sample) {
        assertThrows(ValueInstantiationException.class, () -> json.readValue("{}", sample.getClass()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noFieldHintsAtASecret(Message sample) {
        fieldsIn(json.valueToTree(sample))
                .forEach(field -> assertFalse(SECRET.matcher(field).find(), field));
    }

    static Stream<MessageType> types() {
        return StreamSupport.stream(MessageType.all().spliterator(), false);
    }

    private static Stream<Class<?>> kindsOf(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(GoldenTest::kindsOf)
                : Stream.of(family);
    }

    private static Stream<String> fieldsIn(JsonNode node) {
        var here = node.isObject() ? node.properties().stream().map(entry -> entry.getKey()) : Stream.<String>empty();
        return Stream.concat(
                here, StreamSupport.stream(node.spliterator(), false).flatMap(GoldenTest::fieldsIn));
    }
}
