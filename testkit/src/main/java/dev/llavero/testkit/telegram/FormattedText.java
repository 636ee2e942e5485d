package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text and its entities, as Telegram keeps it: the markup it was written in is gone. Offsets are UTF-16 units. */
record FormattedText(String text, List<Entity> entities) {
    private static final Pattern FOUND_BY_TELEGRAM = Pattern.compile(
            "(?<command>(?<![\\w/<>])/[A-Za-z0-9_]{1,32}(?:@\\w{3,32})?(?![\\w/]))|(?<url>https?://[^\\s<>\"]*[^\\s<>\".,;:!?)])",
            Pattern.UNICODE_CHARACTER_CLASS);

    record Entity(String type, int offset, int length, String url, String language, String customEmojiId) {
        static Entity of(String type, int offset, int length) {
            return new Entity(type, offset, length, null, null, null);
        }

        int end() {
            return offset + length;
        }

        ObjectNode json() {
            ObjectNode json =
                    Json.object().put("offset", offset).put("length", length).put("type", type);
            if (url != null) json.put("url", url);
            if (language != null) json.put("language", language);
            if (customEmojiId != null) json.put("custom_emoji_id", customEmojiId);
            return json;
        }

        static Entity from(JsonNode json) {
            return new Entity(
                    json.path("type").asText(),
                    json.path("offset").asInt(),
                    json.path("length").asInt(),
                    json.path("url").asText(null),
                    json.path("language").asText(null),
                    json.path("custom_emoji_id").asText(null));
        }
    }

    static FormattedText plain(String text) {
        return new FormattedText(text, List.of());
    }

    /** With the commands and links that Telegram finds by itself, except inside of code and links. */
    FormattedText withFoundEntities() {
        List<Entity> all = new ArrayList<>(entities);
        for (MatchResult match : FOUND_BY_TELEGRAM.matcher(text).results().toList()) {
            String type = match.group("command") != null ? "bot_command" : "url";
            Entity found = Entity.of(type, match.start(), match.end() - match.start());
            if (entities.stream().noneMatch(given -> excludes(given, found))) all.add(found);
        }
        return new FormattedText(text, sorted(all));
    }

    private static boolean excludes(Entity given, Entity found) {
        boolean opaque =
                switch (given.type()) {
                    case "code", "pre", "text_link", "text_mention" -> true;
                    default -> false;
                };
        return opaque && found.offset() < given.end() && given.offset() < found.end();
    }

    /** Telegram drops white space around a text and shifts the entities. */
    FormattedText trimmed() {
        String kept = text.strip();
        int cut = text.indexOf(kept);
        List<Entity> shifted = new ArrayList<>();
        for (Entity e : entities) {
            int from = Math.clamp(e.offset() - cut, 0, kept.length());
            int to = Math.clamp(e.end() - cut, 0, kept.length());
            if (to > from) shifted.add(new Entity(e.type(), from, to - from, e.url(), e.language(), e.customEmojiId()));
        }
        return new FormattedText(kept, sorted(shifted));
    }

    private static List<Entity> sorted(List<Entity> entities) {
        return entities.stream()
                .sorted(Comparator.comparingInt(Entity::offset)
                        .thenComparing(Entity::length, Comparator.reverseOrder()))
                .toList();
    }

    @JsonIgnore
    boolean isEmpty() {
        return text.isEmpty();
    }

    int length() {
        return text.length();
    }

    ArrayNode entitiesJson() {
        ArrayNode json = Json.array();
        entities.forEach(e -> json.add(e.json()));
        return json;
    }
}
