package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send.Form;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static WaitingSend row(long id, long chat, Form form) {
        return new WaitingSend(
                id, chat, null, form, new Screen.Nothing(), null, null, null, true, "en", false, null, false);
    }

    private static WaitingSend toSomebodyGone(long id, long chat) {
        return new WaitingSend(
                id, chat, null, Form.MESSAGE, new Screen.Nothing(), null, null, null, true, "en", true, null, false);
    }

    private static void turn(List<Long> next, List<Long> moot, WaitingSend... due) {
        var turn = Turn.among(List.of(due));
        assertEquals(next, turn.next().stream().map(WaitingSend::id).toList());
        assertEquals(moot, turn.moot().stream().map(WaitingSend::id).toList());
    }

    @Test
    void oneOfEachChatAtATime() {
        turn(List.of(1L, 3L), List.of(), row(1, 7, Form.MESSAGE), row(2, 7, Form.MESSAGE), row(3, 8, Form.MESSAGE));
    }

    @Test
    void answersToPressesWaitForNobody() {
        turn(
                List.of(1L, 2L, 3L),
                List.of(),
                row(1, 7, Form.MESSAGE),
                row(2, 7, Form.CALLBACK_ANSWER),
                row(3, 7, Form.CALLBACK_ANSWER));
    }

    @Test
    void aNewerMenuReplacesTheOlderOnesOfItsChat() {
        turn(
                List.of(2L, 5L),
                List.of(1L, 3L),
                row(1, 7, Form.MENU),
                row(2, 7, Form.MESSAGE),
                row(3, 7, Form.MENU),
                row(4, 7, Form.MENU),
                row(5, 8, Form.MENU));
    }

    @Test
    void whoBlockedTheBotGetsNothing() {
        turn(List.of(2L), List.of(1L), toSomebodyGone(1, 7), row(2, 8, Form.MENU));
    }

    @Test
    void nothingDueIsNobodysTurn() {
        turn(List.of(), List.of(), Stream.<WaitingSend>of().toArray(WaitingSend[]::new));
    }
}
