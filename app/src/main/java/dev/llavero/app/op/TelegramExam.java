package dev.llavero.app.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Is the token right, and does Telegram have anybody to give updates to? */
final class TelegramExam {
    private static final String BOT = "bot";
    private static final String UPDATES = "updates";
    private static final int MANY = 1_000;

    private final TelegramCalls telegram;
    private final String wantedWebhook;

    /** @param wantedWebhook where Telegram is to bring updates; empty if it is asked for them */
    TelegramExam(TelegramCalls telegram, String wantedWebhook) {
        this.telegram = telegram;
        this.wantedWebhook = wantedWebhook;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try {
            var me = telegram.call("getMe");
            if (!me.path("ok").asBoolean()) {
                return List.of(Finding.wrong(
                        BOT,
                        "Telegram does not take the token: "
                                + me.path("description").asText("no reason given"),
                        "ask @BotFather for it again, write it into the file of TELEGRAM_BOT_TOKEN_FILE, restart"));
            }
            findings.add(
                    Finding.well(BOT, "@" + me.path("result").path("username").asText()));
            findings.add(updates(telegram.call("getWebhookInfo").path("result")));
        } catch (Unavailable unreachable) {
            findings.add(Finding.wrong(
                    BOT, unreachable.getMessage(), "can this machine reach TELEGRAM_API_URL? Is a token set?"));
        }
        return findings;
    }

    private Finding updates(JsonNode webhook) {
        var pending = webhook.path("pending_update_count").asInt();
        var url = webhook.path("url").asText("");
        var error = webhook.path("last_error_message").asText("");
        if (!url.equals(wantedWebhook)) {
            return Finding.wrong(
                    UPDATES,
                    url.isEmpty() ? "Telegram knows of no webhook" : "Telegram brings them to another address",
                    "bot-gateway tells Telegram when it starts: does it run with this TELEGRAM_WEBHOOK_URL, and no other"
                            + " program with this token?");
        }
        if (!error.isEmpty() && !url.isEmpty()) {
            return Finding.wrong(
                    UPDATES,
                    "the webhook failed at %s: %s"
                            .formatted(
                                    Instant.ofEpochSecond(
                                            webhook.path("last_error_date").asLong()),
                                    error),
                    "PUBLIC_URL must lead to this application over TLS: see docs/docker.md");
        }
        if (pending > MANY) {
            return Finding.wrong(UPDATES, pending + " wait at Telegram", "does bot-gateway run, and is it healthy?");
        }
        return Finding.well(UPDATES, (url.isEmpty() ? "polled" : "by webhook") + ", " + pending + " waiting");
    }
}
