package dev.llavero.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The description of the topics that other systems get. */
final class AsyncApi {
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> WORDS = Set.of("description", "summary", "title");

    private AsyncApi() {}

    static JsonNode document() {
        try (var file = AsyncApi.class.getResourceAsStream("/asyncapi.yaml")) {
            return YAML.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is, without what is said for people only. */
    static JsonNode withoutWords(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 2 && node.has("description") && node.path("allOf").size() == 1) {
            return node.path("allOf").get(0); // the only way to say something about a reference
        }
        ObjectNode bare = node.deepCopy();
        node.properties().forEach(entry -> {
            if (WORDS.contains(entry.getKey()) && entry.getValue().isTextual()) {
                bare.remove(entry.getKey());
            } else {
                bare.set(entry.getKey(), withoutWords(entry.getValue()));
            }
        });
        return bare;
    }

    /** A JSON Schema for what the reference points at. */
    static JsonSchema schema(String reference) {
        ObjectNode whole = YAML.createObjectNode().put("$ref", reference);
        whole.set("components", document().path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    static Stream<JsonNode> everyNodeIn(JsonNode node) {
        return Stream.concat(
                Stream.of(node), StreamSupport.stream(node.spliterator(), false).flatMap(AsyncApi::everyNodeIn));
    }

    /** For comparing: the difference between two trees is best read line by line. */
    static String text(JsonNode node) throws JsonProcessingException {
        var sorted = Json.mapper()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(SerializationFeature.INDENT_OUTPUT);
        return sorted.writeValueAsString(sorted.treeToValue(node, Object.class));
    }
}
