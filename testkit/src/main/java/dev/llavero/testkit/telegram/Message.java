package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One message of a chat. {@code sender} is null for the bot; {@code body} is the text, or the caption when there is a {@code file}; {@code keyboard} is the
 * inline keyboard or null; {@code change} is the number of the last change made to it.
 */
record Message(
        int id,
        Person sender,
        long date,
        Long editDate,
        FormattedText body,
        StoredFile file,
        JsonNode keyboard,
        Integer replyTo,
        boolean deleted,
        long change) {

    Message edited(FormattedText newBody, JsonNode newKeyboard, long when, long number) {
        return new Message(id, sender, date, when, newBody, file, newKeyboard, replyTo, deleted, number);
    }

    Message withFile(StoredFile newFile, FormattedText caption, JsonNode newKeyboard, long when, long number) {
        return new Message(id, sender, date, when, caption, newFile, newKeyboard, replyTo, deleted, number);
    }

    /** A new keyboard alone is no visible edit: the message is not marked as edited. */
    Message withKeyboard(JsonNode newKeyboard, long number) {
        return new Message(id, sender, date, editDate, body, file, newKeyboard, replyTo, deleted, number);
    }

    Message gone(long number) {
        return new Message(id, sender, date, editDate, body, file, null, replyTo, true, number);
    }

    boolean looksLike(FormattedText otherBody, JsonNode otherKeyboard) {
        return body.equals(otherBody) && Markup.same(keyboard, otherKeyboard);
    }

    boolean fromBot() {
        return sender == null;
    }

    boolean hasFile() {
        return file != null;
    }

    @JsonIgnore
    Optional<JsonNode> button(int row, int column) {
        JsonNode button = keyboard == null
                ? null
                : keyboard.path("inline_keyboard").path(row).get(column);
        return Optional.ofNullable(button);
    }

    boolean offers(String callbackData) {
        if (keyboard == null) return false;
        return StreamSupport.stream(keyboard.path("inline_keyboard").spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .anyMatch(b -> callbackData.equals(b.path("callback_data").asText(null)));
    }

    /** As the Bot API shows it. */
    ObjectNode asMessage(Chat chat, ObjectNode bot) {
        ObjectNode json = Json.object().put("message_id", id);
        json.set("from", fromBot() ? bot : sender.asUser());
        json.set("chat", chat.peer().asChat());
        json.put("date", date);
        if (editDate != null) json.put("edit_date", editDate);
        if (replyTo != null)
            chat.message(replyTo)
                    .ifPresent(replied ->
                            json.set("reply_to_message", replied.withoutReply().asMessage(chat, bot)));
        content(json);
        return json;
    }

    /** As the person's own client, a test or the web chat sees it. */
    ObjectNode asSeen() {
        ObjectNode json = Json.object()
                .put("message_id", id)
                .put("from_bot", fromBot())
                .put("date", date)
                .put("edited", editDate != null)
                .put("deleted", deleted)
                .put("change", change);
        if (!fromBot()) json.set("from", sender.asUser());
        if (replyTo != null) json.put("reply_to", replyTo);
        return deleted ? json : content(json);
    }

    private Message withoutReply() {
        return new Message(id, sender, date, editDate, body, file, keyboard, null, deleted, change);
    }

    private ObjectNode content(ObjectNode json) {
        if (file != null) {
            if (file.photo()) json.set("photo", file.asPhotoSizes());
            else json.set("document", file.asDocument());
        }
        if (!body.isEmpty()) {
            json.put(file == null ? "text" : "caption", body.text());
            if (!body.entities().isEmpty())
                json.set(file == null ? "entities" : "caption_entities", body.entitiesJson());
        }
        if (keyboard != null) json.set("reply_markup", keyboard);
        return json;
    }
}
