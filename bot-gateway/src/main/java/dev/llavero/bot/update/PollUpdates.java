package dev.llavero.bot.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * {@code getUpdates} through the library's client, but with updates left as JSON: the library's own {@code GetUpdates} fails
 * as a whole at one update that it cannot read, and its ids have 32 bits.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
final class PollUpdates extends BotApiMethod<PollUpdates.Answer> {
    private static final int MOST = 100;
    private static final int LONG_POLL_SECONDS = 25;
    static final List<String> KINDS = List.of("message", "edited_message", "callback_query", "my_chat_member");

    /** A number of any length is somebody's bad input, and no reason to lose what stands beside it. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build());

    @JsonProperty
    private final Long offset;

    @JsonProperty
    private final int limit = MOST;

    @JsonProperty
    private final int timeout = LONG_POLL_SECONDS;

    @JsonProperty("allowed_updates")
    private final List<String> kinds = KINDS;

    /** In the order in which Telegram gave them. */
    record Answer(List<JsonNode> updates) implements Serializable {}

    /** @param offset confirms everything below it; null confirms nothing */
    PollUpdates(Long offset) {
        this.offset = offset;
    }

    @Override
    public String getMethod() {
        return "getUpdates";
    }

    @Override
    public void validate() {}

    @Override
    public Answer deserializeResponse(String answer) throws TelegramApiRequestException {
        var read =
                json(answer).orElseThrow(() -> new TelegramApiRequestException("getUpdates was not answered in JSON"));
        if (read.path("ok").isBoolean() && !read.path("ok").booleanValue()) {
            return deserializeResponse(answer, Answer.class); // which throws what Telegram says
        }
        if (!read.path("result").isArray()) {
            throw new TelegramApiRequestException("getUpdates was answered without updates");
        }
        var updates = new ArrayList<JsonNode>();
        read.path("result").forEach(updates::add);
        return new Answer(updates);
    }

    /** As forgiving with numbers as updates need. Empty if it is no JSON; not told why, for that can quote what somebody typed. */
    static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }
}
