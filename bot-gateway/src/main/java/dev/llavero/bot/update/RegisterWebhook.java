package dev.llavero.bot.update;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** {@code setWebhook} as JSON, like every other call; the library's own is made for certificates and sends a form. */
final class RegisterWebhook extends BotApiMethod<Boolean> {
    @JsonIgnore
    private final transient Webhook webhook;

    RegisterWebhook(Webhook webhook) {
        this.webhook = webhook;
    }

    @JsonProperty
    String url() {
        return webhook.url().toString();
    }

    @JsonProperty("secret_token")
    String secretToken() {
        return webhook.secret().reveal();
    }

    @JsonProperty("max_connections")
    int connections() {
        return webhook.connections();
    }

    @JsonProperty("allowed_updates")
    List<String> kinds() {
        return PollUpdates.KINDS;
    }

    /** What waits at Telegram comes through the webhook. */
    @JsonProperty("drop_pending_updates")
    boolean dropPending() {
        return false;
    }

    @Override
    public String getMethod() {
        return "setWebhook";
    }

    @Override
    public void validate() {}

    @Override
    public Boolean deserializeResponse(String answer) throws TelegramApiRequestException {
        return deserializeResponse(answer, Boolean.class);
    }
}
