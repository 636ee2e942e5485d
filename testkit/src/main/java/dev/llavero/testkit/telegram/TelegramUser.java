package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Someone who uses the bot. */
public final class TelegramUser {
    private final ControlClient control;
    private final long id;
    private final String name;

    TelegramUser(ControlClient control, JsonNode person) {
        this.control = control;
        this.id = person.path("id").asLong();
        this.name = person.path("first_name").asText();
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public TelegramChat chat() {
        return new TelegramChat(control, id);
    }

    public TelegramMessage says(String text) {
        return said(control.post("users/" + id + "/messages", Json.object().put("text", text)));
    }

    public TelegramMessage sendsPhoto(byte[] image, String caption) {
        return said(control.post("users/" + id + "/photos?caption=" + encoded(caption), image));
    }

    public TelegramMessage sendsDocument(byte[] content, String name, String caption) {
        return said(control.post(
                "users/" + id + "/documents?name=" + encoded(name) + "&caption=" + encoded(caption), content));
    }

    public TelegramMessage edits(TelegramMessage own, String text) {
        ObjectNode edit = Json.object().put("message_id", own.id()).put("text", text);
        return said(control.post("users/" + id + "/edits", edit));
    }

    /** What a hostile client can do: any data, for any message, of any chat. */
    public Press forges(String callbackData, int messageId, long chatId) {
        ObjectNode press = Json.object()
                .put("forged", true)
                .put("data", callbackData)
                .put("message_id", messageId)
                .put("chat", chatId);
        return new Press(control, control.post("users/" + id + "/presses", press));
    }

    public void blocksTheBot() {
        control.post("users/" + id + "/block", Json.object());
    }

    public void unblocksTheBot() {
        control.post("users/" + id + "/unblock", Json.object());
    }

    /** The message disappears at Telegram: the bot is not told and cannot edit it any more. */
    public void deletes(TelegramMessage message) {
        control.delete("chats/" + id + "/messages/" + message.id());
    }

    private TelegramMessage said(JsonNode message) {
        return new TelegramMessage(control, id, message);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }
}
