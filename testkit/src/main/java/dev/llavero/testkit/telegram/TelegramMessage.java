package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A message as it was when it was looked at. */
public final class TelegramMessage {
    private final ControlClient control;
    private final long chatId;
    private final JsonNode json;

    TelegramMessage(ControlClient control, long chatId, JsonNode json) {
        this.control = control;
        this.chatId = chatId;
        this.json = json;
    }

    public int id() {
        return json.path("message_id").asInt();
    }

    public long chatId() {
        return chatId;
    }

    /** The number of the last change made to it. */
    public long change() {
        return json.path("change").asLong();
    }

    public boolean fromBot() {
        return json.path("from_bot").asBoolean();
    }

    public boolean edited() {
        return json.path("edited").asBoolean();
    }

    public boolean deleted() {
        return json.path("deleted").asBoolean();
    }

    /** The text or the caption, without its markup; empty when there is none. */
    public String text() {
        return json.path(json.has("caption") ? "caption" : "text").asText("");
    }

    public boolean says(String part) {
        return text().contains(part);
    }

    /** What is formatted like this: {@code code}, {@code bold}, {@code text_link} … */
    public List<String> formatted(String entityType) {
        List<String> parts = new ArrayList<>();
        for (JsonNode e : json.path(json.has("caption_entities") ? "caption_entities" : "entities"))
            if (e.path("type").asText().equals(entityType))
                parts.add(text().substring(
                                e.path("offset").asInt(),
                                e.path("offset").asInt() + e.path("length").asInt()));
        return parts;
    }

    public boolean hasPhoto() {
        return json.has("photo");
    }

    public byte[] photo() {
        return file(json.path("photo").path(json.path("photo").size() - 1));
    }

    public boolean hasDocument() {
        return json.has("document");
    }

    public String documentName() {
        return json.path("document").path("file_name").asText();
    }

    public byte[] document() {
        return file(json.path("document"));
    }

    private byte[] file(JsonNode file) {
        if (!file.has("file_id")) throw new NoSuchElementException("no file in " + this);
        return control.bytes("files/" + file.path("file_id").asText());
    }

    public List<TelegramButton> buttons() {
        List<TelegramButton> buttons = new ArrayList<>();
        JsonNode rows = json.path("reply_markup").path("inline_keyboard");
        for (int row = 0; row < rows.size(); row++)
            for (int column = 0; column < rows.get(row).size(); column++)
                buttons.add(new TelegramButton(
                        control, chatId, id(), row, column, rows.get(row).get(column)));
        return buttons;
    }

    public boolean hasButton(String part) {
        return buttons().stream().anyMatch(b -> b.text().contains(part));
    }

    /** The first button whose text contains this. */
    public TelegramButton button(String part) {
        return button(b -> b.text().contains(part), part);
    }

    public TelegramButton button(Predicate<TelegramButton> wanted) {
        return button(wanted, "wanted");
    }

    private TelegramButton button(Predicate<TelegramButton> wanted, String name) {
        return buttons().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no button \"" + name + "\" in " + this));
    }

    /** The Bot API's shape, with {@code from_bot}, {@code edited}, {@code deleted} and {@code change}. */
    public JsonNode json() {
        return json;
    }

    @Override
    public String toString() {
        String who = fromBot() ? "bot" : "user";
        String marks = (deleted() ? ", deleted" : "")
                + (edited() ? ", edited" : "")
                + (hasPhoto() ? ", photo" : "")
                + (hasDocument() ? ", document" : "");
        String buttons = buttons().stream().map(b -> "[" + b.text() + "]").collect(Collectors.joining(" "));
        return "#" + id() + " (" + who + marks + ") " + text() + (buttons.isEmpty() ? "" : "\n    " + buttons);
    }
}
