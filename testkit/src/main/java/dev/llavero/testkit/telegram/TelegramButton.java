package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A button below a message. */
public final class TelegramButton {
    private final ControlClient control;
    private final long chatId;
    private final int messageId;
    private final int row;
    private final int column;
    private final JsonNode json;

    TelegramButton(ControlClient control, long chatId, int messageId, int row, int column, JsonNode json) {
        this.control = control;
        this.chatId = chatId;
        this.messageId = messageId;
        this.row = row;
        this.column = column;
        this.json = json;
    }

    public String text() {
        return json.path("text").asText();
    }

    public int row() {
        return row;
    }

    public int column() {
        return column;
    }

    public Optional<String> data() {
        return Optional.ofNullable(json.path("callback_data").asText(null));
    }

    public Optional<String> url() {
        return Optional.ofNullable(json.path("url").asText(null));
    }

    public Optional<String> copyText() {
        return Optional.ofNullable(json.path("copy_text").path("text").asText(null));
    }

    /**
     * Sends the data that was on the button when it was looked at, also when the message has changed or vanished since:
     * an open client shows old buttons for a moment.
     */
    public Press press() {
        return pressBy(chatId);
    }

    /** In a group anybody may press. */
    public Press pressBy(TelegramUser user) {
        return pressBy(user.id());
    }

    private Press pressBy(long user) {
        String data =
                data().orElseThrow(() -> new IllegalStateException("\"" + text() + "\" sends nothing to the bot"));
        return new Press(
                control,
                control.post(
                        "users/" + user + "/presses",
                        Json.object()
                                .put("forged", true)
                                .put("chat", chatId)
                                .put("message_id", messageId)
                                .put("data", data)));
    }

    @Override
    public String toString() {
        return text() + data().map(d -> " → " + d).orElse("");
    }
}
