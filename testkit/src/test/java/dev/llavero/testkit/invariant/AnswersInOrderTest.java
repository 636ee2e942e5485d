package dev.llavero.testkit.invariant;

import static dev.llavero.testkit.invariant.Overheard.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswersInOrderTest {
    private static final UUID FIRST = new UUID(7, 1);
    private static final UUID SECOND = new UUID(7, 2);
    private static final Map<String, Map<String, Instant>> ENDED =
            Map.of("7", Map.of(FIRST.toString(), second(1), SECOND.toString(), second(2)));

    private final Overheard chat = new Overheard();

    @Test
    void whoIsReadyFirstIsShownFirst() {
        well(shown(shown(chat, FIRST), SECOND));
    }

    @Test
    void toBeShownAgainLaterIsInOrder() {
        well(shown(shown(shown(chat, FIRST), SECOND), FIRST));
    }

    @Test
    void whoIsReadyLaterAndShownFirstIsTold() {
        assertEquals(
                List.of("chat 7 saw the keys %s, which were ready at %s"
                        .formatted(List.of(SECOND, FIRST), List.of(second(2), second(1)))),
                sentences(shown(shown(chat, SECOND), FIRST)));
    }

    /** Forgotten calls may have shown it before. */
    @Test
    void whatWasReadyBeforeTheFirstCallThatIsKnownIsNotJudged() {
        shown(shown(shown(chat, FIRST), SECOND), FIRST);
        chat.calls.removeFirst();
        well(chat);
    }

    private static Overheard shown(Overheard chat, UUID key) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .array();
        return chat.called(
                "sendMessage",
                "{'chat_id': 7, 'reply_markup': {'inline_keyboard': [[{'callback_data': '1.h.%s'}]]}}"
                        .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    private static void well(Overheard chat) {
        assertEquals(List.of(), sentences(chat));
    }

    private static List<String> sentences(Overheard chat) {
        return AnswersInOrder.overtaken(ENDED, chat.calls).toList();
    }
}
