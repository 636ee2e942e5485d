package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A group with the bot in it. The bot hears commands, mentions and answers to itself, and nothing else. */
public final class TelegramGroup {
    private final ControlClient control;
    private final long id;

    TelegramGroup(ControlClient control, JsonNode chat) {
        this.control = control;
        this.id = chat.path("id").asLong();
    }

    public long id() {
        return id;
    }

    public TelegramChat chat() {
        return new TelegramChat(control, id);
    }

    public TelegramMessage hears(TelegramUser by, String text) {
        return said(by, Json.object().put("text", text));
    }

    public TelegramMessage hearsAnswer(TelegramUser by, TelegramMessage to, String text) {
        return said(by, Json.object().put("text", text).put("reply_to", to.id()));
    }

    private TelegramMessage said(TelegramUser by, ObjectNode message) {
        return new TelegramMessage(
                control, id, control.post("groups/" + id + "/messages", message.put("user", by.id())));
    }

    public void kicksTheBot(TelegramUser by) {
        control.post("groups/" + id + "/kick", Json.object().put("by", by.id()));
    }
}
