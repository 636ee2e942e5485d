package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A reply_markup, checked as Telegram checks it. */
sealed interface Markup {
    record None() implements Markup {}

    record Inline(JsonNode keyboard) implements Markup {}

    record Reply(JsonNode keyboard) implements Markup {}

    record Remove() implements Markup {}

    record Force() implements Markup {}

    int MOST_BUTTONS = 100;
    int LONGEST_CALLBACK_DATA_BYTES = 64;
    int LONGEST_COPY_TEXT = 256;
    List<String> ACTIONS = List.of(
            "callback_data",
            "url",
            "copy_text",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "callback_game",
            "pay");

    static Markup read(JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) return new None();
        if (!json.isObject()) throw Refusal.badRequest("object expected as reply markup");
        if (json.path("inline_keyboard").isArray()) {
            JsonNode keyboard = inline(json.path("inline_keyboard"));
            return keyboard.path("inline_keyboard").isEmpty() ? new None() : new Inline(keyboard);
        }
        if (json.path("keyboard").isArray()) return new Reply(reply(json));
        if (json.path("remove_keyboard").asBoolean()) return new Remove();
        if (json.path("force_reply").asBoolean()) return new Force();
        return new None();
    }

    /** The inline keyboard or null; edits accept no other markup. */
    default JsonNode inlineOnly() {
        return switch (this) {
            case Inline inline -> inline.keyboard();
            case None _ -> null;
            case Reply _, Remove _, Force _ -> throw Refusal.badRequest("inline keyboard expected");
        };
    }

    static boolean same(JsonNode one, JsonNode other) {
        return Objects.equals(one, other);
    }

    private static JsonNode inline(JsonNode rows) {
        ObjectNode keyboard = Json.object();
        ArrayNode kept = keyboard.putArray("inline_keyboard");
        int count = 0;
        for (JsonNode row : rows) {
            if (!row.isArray())
                throw Refusal.badRequest("can't parse inline keyboard button: Expected an Array of Array");
            ArrayNode line = Json.array();
            for (JsonNode button : row) {
                line.add(inlineButton(button));
                count++;
            }
            if (!line.isEmpty()) kept.add(line);
        }
        if (count > MOST_BUTTONS) throw Refusal.badRequest("REPLY_MARKUP_TOO_LONG");
        return keyboard;
    }

    private static ObjectNode inlineButton(JsonNode button) {
        if (!button.path("text").isTextual())
            throw Refusal.badRequest("can't parse inline keyboard button: Can't find field \"text\"");
        if (button.path("text").asText().isBlank())
            throw Refusal.badRequest("can't parse inline keyboard button: Text of the button must be non-empty");
        List<String> actions = ACTIONS.stream().filter(button::hasNonNull).toList();
        if (actions.isEmpty())
            throw Refusal.badRequest(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        if (actions.size() > 1)
            throw Refusal.badRequest(
                    "can't parse inline keyboard button: exactly one of the optional fields must be used");
        String action = actions.getFirst();
        JsonNode value = button.get(action);
        switch (action) {
            case "callback_data" -> checkCallbackData(value.asText());
            case "url" -> checkUrl(value.asText());
            case "copy_text" -> checkCopyText(value.path("text").asText(""));
            default -> {
                // The others open clients' own screens: nothing of them is played here.
            }
        }
        ObjectNode kept = Json.object().put("text", button.get("text").asText());
        kept.set(action, value);
        if (button.hasNonNull("style")) kept.set("style", button.get("style"));
        return kept;
    }

    private static void checkCallbackData(String data) {
        int bytes = data.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > LONGEST_CALLBACK_DATA_BYTES) throw Refusal.badRequest("BUTTON_DATA_INVALID");
    }

    private static void checkCopyText(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST_COPY_TEXT) throw Refusal.badRequest("BUTTON_COPY_TEXT_INVALID");
    }

    /** Only http, https and tg pass, and a host needs a dot: Telegram refuses {@code http://localhost}. */
    private static void checkUrl(String url) {
        String invalid = "inline keyboard button URL '" + url + "' is invalid: ";
        String address = url.contains(":") ? url : "http://" + url;
        String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "http", "https" -> {
                try {
                    String host = new URI(address).getHost();
                    boolean known = host != null && (host.contains(".") || host.startsWith("["));
                    if (!known) throw Refusal.badRequest(invalid + "Wrong HTTP URL");
                } catch (URISyntaxException e) {
                    throw Refusal.badRequest(invalid + "Wrong HTTP URL");
                }
            }
            case "tg" -> {
                if (!address.startsWith("tg://")) throw Refusal.badRequest(invalid + "Unsupported URL protocol");
            }
            default -> throw Refusal.badRequest(invalid + "Unsupported URL protocol");
        }
    }

    private static JsonNode reply(JsonNode json) {
        ObjectNode keyboard = json.deepCopy();
        ArrayNode rows = keyboard.putArray("keyboard");
        for (JsonNode row : json.path("keyboard")) {
            ArrayNode line = Json.array();
            for (JsonNode button : row) {
                String text = button.isTextual()
                        ? button.asText()
                        : button.path("text").asText("");
                if (text.isBlank())
                    throw Refusal.badRequest("can't parse keyboard button: Text of the button must be non-empty");
                ObjectNode kept = button.isTextual() ? Json.object() : button.deepCopy();
                line.add(kept.put("text", text));
            }
            if (!line.isEmpty()) rows.add(line);
        }
        return keyboard;
    }
}
