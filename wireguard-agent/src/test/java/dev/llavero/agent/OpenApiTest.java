package dev.llavero.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent really says is what its document says: every call, every status, every field. */
class OpenApiTest {

    private static final String SECRET = PrivateKey.fresh().base64();

    @TempDir
    Path folder;

    private final JsonNode document = read();
    private final TreeSet<String> seen = new TreeSet<>();
    private AgentClient client;

    @Test
    void everyCallAnswersAsItsDocumentSays() throws Exception {
        var link = new MemoryLink();
        try (var agent = WireGuardAgent.start(
                Settings.of(
                        Map.of("WIREGUARD_HOST", "127.0.0.1", "WIREGUARD_API_ADDRESS", "127.0.0.1"),
                        List.of("--state=" + folder.resolve("state"))),
                link,
                UnaryOperator.identity())) {
            client = new AgentClient(agent.apiUrl(), agent.certSha256());
            var ana = PrivateKey.fresh();
            var wish = AgentClient.wish(ana, SECRET, 3, "10.64.0.2");

            check("PUT", "/peers/{keyId}", "ana", wish, 201);
            check("PUT", "/peers/{keyId}", "ana", wish, 200);
            check("PUT", "/peers/{keyId}", "ana", "{}", 400);
            check("PUT", "/peers/{keyId}", "ana", " ".repeat(5_000), 413);
            check("PUT", "/peers/{keyId}", "ben", wish, 409);
            check("PUT", "/peers/{keyId}", "ana", AgentClient.wish(ana, SECRET, 2, "10.64.0.2"), 412);
            for (var path : List.of("/peers", "/metrics/transfer", "/server", "/health"))
                check("GET", path, "", "", 200);
            check("GET", "/peers/{keyId}", "ana", "", 200);
            check("GET", "/peers/{keyId}", "ben", "", 404);
            check("GET", "/peers/{keyId}", "b%20n", "", 400);
            check("DELETE", "/peers/{keyId}", "ana?epoch=2", "", 412);
            check("DELETE", "/peers/{keyId}", "ana", "", 400);
            check("DELETE", "/peers/{keyId}", "ana?epoch=4", "", 204);
        }
        assertEquals(documented(), seen);
    }

    private void check(String method, String path, String key, String body, int status) throws Exception {
        var reply = client.call(method, path.replace("{keyId}", key), body);
        assertEquals(status, reply.status(), method + " " + path + ": " + reply.body());
        seen.add(method + " " + path + " " + status);
        var response = resolved(operation(method, path).at("/responses/" + status));
        var schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) assertTrue(reply.body().isMissingNode());
        else compare(schema, reply.body(), method + " " + path + " " + status);
    }

    /** Exactly the fields of the schema, down to the last. */
    private void compare(JsonNode schema, JsonNode value, String where) {
        var meant = schema.has("anyOf") ? resolved(schema.get("anyOf").get(0)) : resolved(schema);
        if (value.isNull())
            assertTrue(schema.has("anyOf") || meant.get("type").toString().contains("null"), where);
        else if (value.isObject()) {
            assertEquals(names(meant.get("properties")), names(value), where);
            for (var name : names(value))
                compare(meant.get("properties").get(name), value.get(name), where + "." + name);
        } else if (value.isArray()) for (var item : value) compare(meant.get("items"), item, where + "[]");
        else assertTrue(meant.get("type").toString().contains(typeOf(value)), where + " is " + value);
    }

    private static String typeOf(JsonNode value) {
        if (value.isBoolean()) return "boolean";
        if (value.isTextual()) return "string";
        return value.isIntegralNumber() ? "integer" : "number";
    }

    private static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode operation(String method, String path) {
        return document.get("paths").get(path).get(method.toLowerCase());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** All but 503, which needs an interface that is down: see {@link OutageTest}. */
    private TreeSet<String> documented() {
        var all = new TreeSet<String>();
        for (var path : names(document.get("paths")))
            for (var method : names(document.get("paths").get(path)))
                if (!method.equals("parameters"))
                    for (var status : names(operation(method, path).get("responses")))
                        if (!status.equals("503")) all.add(method.toUpperCase() + " " + path + " " + status);
        return all;
    }

    private static JsonNode read() {
        try (var in = WireGuardAgent.class.getResourceAsStream("openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
