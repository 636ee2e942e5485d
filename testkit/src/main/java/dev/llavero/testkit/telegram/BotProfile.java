package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the bot says about itself: commands, menu button, name and descriptions. Used under the lock. */
final class BotProfile {
    private static final Pattern COMMAND = Pattern.compile("[a-z0-9_]{1,32}");
    private static final int MOST_COMMANDS = 100;
    private static final int LONGEST_DESCRIPTION = 256;
    private static final String DEFAULT_SCOPE = "{\"type\":\"default\"}";

    private final long id;
    private final String username;
    private final Map<String, ArrayNode> commands = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private JsonNode menuButton = Json.object().put("type", "commands");
    private long change;

    record State(Map<String, ArrayNode> commands, Map<String, String> texts, JsonNode menuButton, long change) {}

    BotProfile(long id, String username) {
        this.id = id;
        this.username = username;
    }

    State state() {
        return new State(new TreeMap<>(commands), new TreeMap<>(texts), menuButton, change);
    }

    void restore(State saved) {
        commands.putAll(saved.commands());
        texts.putAll(saved.texts());
        menuButton = saved.menuButton();
        change = saved.change();
    }

    long change() {
        return change;
    }

    String username() {
        return username;
    }

    ObjectNode asUser() {
        return Json.object()
                .put("id", id)
                .put("is_bot", true)
                .put("first_name", text("name", ""))
                .put("username", username);
    }

    void setCommands(JsonNode list, JsonNode scope, String language, long number) {
        if (list == null || !list.isArray()) throw Refusal.badRequest("can't parse commands: expected an Array");
        if (list.size() > MOST_COMMANDS) throw Refusal.badRequest("BOT_COMMANDS_TOO_MUCH");
        ArrayNode checked = Json.array();
        for (JsonNode each : list) {
            String name = each.path("command").asText().replaceFirst("^/", "");
            String description = each.path("description").asText().strip();
            if (!COMMAND.matcher(name).matches()) throw Refusal.badRequest("BOT_COMMAND_INVALID");
            if (description.isEmpty() || description.length() > LONGEST_DESCRIPTION)
                throw Refusal.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            checked.addObject().put("command", name).put("description", description);
        }
        commands.put(key(scope, language), checked);
        change = number;
    }

    void deleteCommands(JsonNode scope, String language, long number) {
        commands.remove(key(scope, language));
        change = number;
    }

    ArrayNode commands(JsonNode scope, String language) {
        return commands.getOrDefault(key(scope, language), Json.array());
    }

    /** The list a person gets: the narrowest scope wins, and in each scope the own language before none. */
    ArrayNode commandsFor(Person person) {
        String language = person.language() == null ? "" : person.language().replaceFirst("-.*", "");
        List<String> scopes = List.of(
                "{\"type\":\"chat\",\"chat_id\":" + person.id() + "}",
                "{\"type\":\"all_private_chats\"}",
                DEFAULT_SCOPE);
        return scopes.stream()
                .flatMap(scope -> Stream.of(scope + language, scope))
                .map(commands::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Json::array);
    }

    private static String key(JsonNode scope, String language) {
        String of = DEFAULT_SCOPE;
        if (scope != null && scope.isObject()) {
            ObjectNode ordered = Json.object().put("type", scope.path("type").asText("default"));
            if (scope.has("chat_id"))
                ordered.put("chat_id", scope.get("chat_id").asLong());
            of = ordered.toString();
        }
        return of + (language == null ? "" : language);
    }

    void text(String what, String language, String value, long number) {
        texts.put(what + ":" + language, value);
        change = number;
    }

    String text(String what, String language) {
        String base = what.equals("name") ? "Llavero" : "";
        return texts.getOrDefault(what + ":" + language, texts.getOrDefault(what + ":", base));
    }

    void menuButton(JsonNode button, long number) {
        menuButton = button;
        change = number;
    }

    JsonNode menuButton() {
        return menuButton;
    }
}
