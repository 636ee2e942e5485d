package dev.llavero.contracts;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
    private static final JsonNode DOCUMENT = AsyncApi.document();
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");
    private static final JsonNode MESSAGES = DOCUMENT.at("/components/messages");
    private static final Set<String> HEADERS = Set.of(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_subject",
            "ce_time",
            "ce_sequence",
            "ce_correlationid",
            "ce_causationid",
            "traceparent",
            "content-type");

    static Stream<Message> full() {
        return Samples.full().stream();
    }

    static Stream<Message> all() {
        return Samples.all().stream();
    }

    static Stream<String> schemas() {
        return RecordSchemas.all().keySet().stream();
    }

    @Test
    void itIsAnAsyncApi3Document() {
        assertEquals("3.0.0", DOCUMENT.path("asyncapi").textValue());
        assertEquals("application/json", DOCUMENT.path("defaultContentType").textValue());
    }

    @Test
    void itSpeaksOfAllThatTravelsAndOfNothingElse() {
        assertEquals(names(Arrays.stream(Topic.values()).map(Topic::title)), fields(DOCUMENT.path("channels")));
        assertEquals(names(GoldenTest.types().map(type -> type.body().getSimpleName())), fields(MESSAGES));
        assertEquals(names(Stream.concat(schemas(), Stream.of("Headers"))), fields(SCHEMAS));
        assertEquals(names(HEADERS.stream()), fields(SCHEMAS.at("/Headers/properties")));
    }

    @ParameterizedTest
    @EnumSource
    void aTopicIsAChannel(Topic topic) throws JsonProcessingException {
        var channel = node().put("address", topic.title()).put("x-audience", BrokerSettings.audience(topic));
        for (var body : topic.messages()) {
            channel.withObject("messages").set(body.getSimpleName(), reference("messages", body.getSimpleName()));
        }
        var kafka = channel.withObject("bindings").withObject("kafka");
        kafka.put("topic", topic.title()).put("partitions", topic.partitions()).put("bindingVersion", "0.5.0");
        var settings = kafka.withObject("topicConfiguration");
        settings.withArray("cleanup.policy").add(BrokerSettings.cleanupPolicy(topic));
        BrokerSettings.retentionMs(topic).ifPresent(millis -> settings.put("retention.ms", millis));
        assertSame(channel, DOCUMENT.path("channels").path(topic.title()));
    }

    @Test
    void wishesAreReceivedAndFactsAreSent() {
        Map<String, String> expected = new TreeMap<>();
        for (var topic : Topic.values()) {
            var isWish = Command.class.isAssignableFrom(topic.family());
            expected.put("#/channels/" + topic.title(), isWish ? "receive" : "send");
        }
        Map<String, String> actual = new TreeMap<>();
        for (var operation : DOCUMENT.path("operations")) {
            var twice = actual.put(
                    operation.at("/channel/$ref").textValue(),
                    operation.path("action").textValue());
            assertEquals(null, twice, "one operation for each channel");
        }
        assertEquals(expected, actual);
    }

    @ParameterizedTest
    @MethodSource("full")
    void aTypeIsAMessage(Message sample) throws JsonProcessingException {
        var type = MessageType.of(sample);
        var name = type.body().getSimpleName();
        var message = node().put("name", type.name());
        message.set("payload", reference("schemas", name));
        var headers = message.withObject("headers").put("type", "object");
        headers.withArray("allOf").add(reference("schemas", "Headers"));
        headers.withObject("properties").withObject("ce_type").put("const", type.name());
        var kafka = message.withObject("bindings").withObject("kafka").put("bindingVersion", "0.5.0");
        kafka.set("key", keyOf(sample));
        var actual = (ObjectNode) MESSAGES.path(name).deepCopy();
        var ends = actual.remove("x-ends-with");
        assertSame(message, actual);
        assertEquals(finalEventsOf(sample), ends == null ? Set.of() : names(texts(ends)));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aRecordIsASchema(String name) throws JsonProcessingException {
        assertSame(RecordSchemas.all().get(name), SCHEMAS.path(name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenFitsItsSchema(Message sample) {
        var schema = AsyncApi.schema(
                RecordSchemas.reference(sample.getClass()).path("$ref").textValue());
        assertEquals(Set.of(), schema.validate(Json.mapper().valueToTree(sample)));
    }

    @ParameterizedTest
    @MethodSource("full")
    void theApprovedFileFitsItsSchema(Message sample) throws JsonProcessingException {
        var file = Golden.read(Golden.fileOf(MessageType.of(sample)));
        var schema = AsyncApi.schema(
                RecordSchemas.reference(sample.getClass()).path("$ref").textValue());
        assertEquals(Set.of(), schema.validate(Json.mapper().readTree(file)));
    }

    @Test
    void whatDoesNotFitIsNoticed() {
        var created = Json.mapper()
                .<ObjectNode>valueToTree(Samples.full().stream()
                        .filter(KeyEvent.KeyCreated.class::isInstance)
                        .findFirst()
                        .orElseThrow());
        var schema = AsyncApi.schema("#/components/schemas/KeyCreated");
        for (var wrong : List.of(
                created.deepCopy().put("keyId", "7"),
                created.deepCopy().put("serverId", "NL 1"),
                created.deepCopy().put("location", "a-place-too-far"),
                created.deepCopy().put("protocol", "OUTLINE"),
                created.deepCopy().put("name", "my phone"),
                created.deepCopy().putNull("name"),
                created.deepCopy().without("userId"))) {
            assertEquals(1, schema.validate(wrong).size(), wrong.toString());
        }
    }

    @Test
    void headersFitTheirSchema() {
        var schema = AsyncApi.schema("#/components/messages/KeyCreated/headers");
        var headers = node().put("ce_specversion", "1.0")
                .put("ce_id", "0198c5a4-7d6e-7a31-8b7e-51d2c9a0e499")
                .put("ce_type", "dev.llavero.keys.KeyCreated.v1")
                .put("ce_source", "/llavero")
                .put("ce_subject", "5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c11")
                .put("ce_time", "2026-03-29T00:59:59.123456Z")
                .put("ce_sequence", "2")
                .put("ce_correlationid", "93a1e3c2-5c0e-5b1c-8f5b-0d8c3a1f7e10")
                .put("ce_causationid", "93a1e3c2-5c0e-5b1c-8f5b-0d8c3a1f7e10")
                .put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .put("content-type", "application/json");
        assertEquals(Set.of(), schema.validate(headers));
        assertEquals(HEADERS, fields(headers));
        for (var name : HEADERS) {
            var mayBeMissing = Set.of("ce_causationid", "traceparent").contains(name);
            assertEquals(
                    mayBeMissing ? 0 : 1,
                    schema.validate(headers.deepCopy().without(name)).size(),
                    name);
        }
        assertFalse(schema.validate(headers.deepCopy().put("ce_type", "dev.llavero.keys.KeyRevoked.v1"))
                .isEmpty());
    }

    @Test
    void everythingIsExplained() {
        for (var named : List.of(DOCUMENT.path("channels"), SCHEMAS)) {
            named.properties().forEach(entry -> assertExplained(entry.getKey(), entry.getValue(), "description"));
        }
        for (var named : List.of(DOCUMENT.path("operations"), MESSAGES)) {
            named.properties().forEach(entry -> assertExplained(entry.getKey(), entry.getValue(), "summary"));
        }
        for (var schema : SCHEMAS) {
            schema.path("properties").properties().stream()
                    .filter(property -> !property.getValue().has("$ref")) // explained where it points
                    .forEach(property -> assertExplained(property.getKey(), property.getValue(), "description"));
            for (var constant : schema.path("enum")) {
                var words = schema.path("description").textValue();
                assertTrue(words.contains("`" + constant.textValue() + "`"), () -> constant + " is not explained");
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references =
                AsyncApi.everyNodeIn(DOCUMENT).filter(node -> node.has("$ref")).toList();
        assertFalse(references.isEmpty());
        for (var reference : references) {
            var target = reference.path("$ref").textValue();
            assertFalse(DOCUMENT.at(target.substring(1)).isMissingNode(), target);
            assertEquals(1, reference.size(), () -> "What stands beside a reference is ignored: " + reference);
        }
    }

    private static JsonNode keyOf(Message message) {
        return switch (message) {
            case KeyCommand command -> RecordSchemas.reference(KeyId.class);
            case KeyEvent event -> RecordSchemas.reference(KeyId.class);
            case ServerCommand command -> RecordSchemas.reference(ServerId.class);
            case ServerEvent event -> RecordSchemas.reference(ServerId.class);
            case AccountCommand command -> RecordSchemas.reference(UserId.class);
            case AccountEvent event -> RecordSchemas.reference(UserId.class);
            case DeadLetter letter -> node().put("type", "string");
        };
    }

    private static Set<String> finalEventsOf(Message message) {
        return message instanceof Command command
                ? names(command.endsWith().stream().map(Class::getSimpleName))
                : Set.of();
    }

    private static void assertExplained(String name, JsonNode node, String words) {
        assertFalse(node.path(words).asText().isBlank(), () -> name + " has no " + words);
    }

    private static void assertSame(JsonNode expected, JsonNode actual) throws JsonProcessingException {
        assertEquals(AsyncApi.text(expected), AsyncApi.text(AsyncApi.withoutWords(actual)));
    }

    private static ObjectNode node() {
        return AsyncApi.YAML.createObjectNode();
    }

    private static ObjectNode reference(String kind, String name) {
        return node().put("$ref", "#/components/" + kind + "/" + name);
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue);
    }

    private static Set<String> fields(JsonNode node) {
        return names(node.properties().stream().map(Map.Entry::getKey));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(toCollection(TreeSet::new));
    }
}
