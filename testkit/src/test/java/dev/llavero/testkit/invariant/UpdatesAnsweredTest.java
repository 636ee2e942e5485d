package dev.llavero.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpdatesAnsweredTest {
    private static final String TEXT = "{'chat_id': 7, 'text': 'Hello'}";

    private final Overheard chat = new Overheard();

    @Test
    void whatIsShownAfterwardsIsAnAnswer() {
        answered(chat.says(1).called("sendMessage", TEXT));
    }

    @Test
    void whatWasShownBeforeIsNone() {
        unanswered(chat.called("sendMessage", TEXT).says(1));
    }

    @Test
    void aMessageThatTelegramRefusesIsNone() {
        unanswered(chat.says(1).refused("sendMessage", TEXT, "Bad Request: no such entity"));
    }

    @Test
    void theWordWithWhichAnOldKeyboardGoesIsNone() {
        unanswered(chat.says(1)
                .called("sendMessage", "{'chat_id': 7, 'reply_markup': {'remove_keyboard': true}}")
                .called("deleteMessage", "{'chat_id': 7, 'message_id': 2}"));
    }

    @Test
    void buttonsThatGoFromAnOldMenuAreNone() {
        unanswered(chat.presses("q1", "1.?").called("editMessageReplyMarkup", "{'chat_id': 7, 'message_id': 2}"));
    }

    @Test
    void theAnswerToAnotherPressIsNone() {
        unanswered(chat.presses("q1", "1.?").called("answerCallbackQuery", "{'callback_query_id': 'q2'}"));
        answered(chat.called("answerCallbackQuery", "{'callback_query_id': 'q1'}"));
    }

    @Test
    void anAnswerThatCameTooLateIsNone() {
        unanswered(chat.presses("q1", "1.?")
                .refused("answerCallbackQuery", "{'callback_query_id': 'q1'}", "Bad Request: query is too old"));
    }

    @Test
    void aMenuThatIsAsItShouldBeIsAnAnswer() {
        answered(chat.presses("q1", "1.?").refused("editMessageText", TEXT, "Bad Request: message is not modified: …"));
    }

    @Test
    void aPictureThatIsTakenAwayAnswersThePress() {
        answered(chat.presses("q1", "1.z").called("deleteMessage", "{'chat_id': 7, 'message_id': 2}"));
    }

    @Test
    void whatComesASecondTimeNeedsNoSecondAnswer() {
        answered(chat.says(1).called("sendMessage", TEXT).again());
    }

    @Test
    void whoeverIsDeafOrUnknownNeedsNone() {
        chat.says(1);
        assertEquals(
                List.of(),
                UpdatesAnswered.unanswered(chat.updates, chat.calls, Set.of("7"))
                        .toList());
        answered(chat.refused("sendMessage", TEXT, "Bad Request: chat not found"));
    }

    private static void answered(Overheard chat) {
        assertEquals(List.of(), sentences(chat));
    }

    private static void unanswered(Overheard chat) {
        assertEquals(List.of("update 100 of chat 7 has no answer"), sentences(chat));
    }

    private static List<String> sentences(Overheard chat) {
        return UpdatesAnswered.unanswered(chat.updates, chat.calls, Set.of()).toList();
    }
}
