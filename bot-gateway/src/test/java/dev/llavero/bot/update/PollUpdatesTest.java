package dev.llavero.bot.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

class PollUpdatesTest {
    private final PollUpdates poll = new PollUpdates(null);

    @Test
    void itAsksForWhatWeCanHandle() throws Exception {
        var asked = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(new PollUpdates(1L << 40)));
        assertEquals(1L << 40, asked.get("offset").longValue());
        assertEquals(25, asked.get("timeout").intValue());
        assertEquals(100, asked.get("limit").intValue());
        assertEquals(
                "[\"message\",\"edited_message\",\"callback_query\",\"my_chat_member\"]",
                asked.get("allowed_updates").toString());
    }

    @Test
    void withNothingToConfirmItSendsNoOffset() throws Exception {
        assertFalse(new ObjectMapper().writeValueAsString(poll).contains("offset"));
    }

    @Test
    void anUpdateThatNobodyCanReadLeavesTheOthers() throws Exception {
        var answer = """
                {"ok":true,"result":[{"update_id":1,"message":5},%s,{"update_id":%s},{"update_id":4}]}
                """.formatted("null", "9".repeat(3000));
        assertEquals(4, poll.deserializeResponse(answer).updates().size());
    }

    @Test
    void whatTelegramRefusesKeepsItsNumber() {
        var refused = assertThrows(
                TelegramApiRequestException.class,
                () -> poll.deserializeResponse(
                        "{\"ok\":false,\"error_code\":409,\"description\":\"Conflict: terminated\"}"));
        assertEquals(409, refused.getErrorCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>my secret</html>",
                "{\"ok\":true,\"result\":[{\"text\":\"my secret",
                "{}",
                "[]",
                "5",
                "{\"ok\":true}",
                "{\"ok\":true,\"result\":true}"
            })
    void nonsenseIsATelegramErrorThatQuotesNothing(String answer) {
        var failure = assertThrows(TelegramApiRequestException.class, () -> poll.deserializeResponse(answer));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertTrue(!cause.toString().contains("secret"), cause::toString);
        }
    }
}
