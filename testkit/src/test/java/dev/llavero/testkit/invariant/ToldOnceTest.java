package dev.llavero.testkit.invariant;

import static dev.llavero.testkit.invariant.Overheard.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldOnceTest {
    private static final String KEY = "AZjFpH1uejGLflHSyaDkIg";
    private static final String KEY_MESSAGE =
            "{'chat_id': 7, 'text': 'ss://…', 'reply_markup': {'inline_keyboard': [[{'callback_data': '1.h.%s'}]]}}"
                    .formatted(KEY);
    private static final String PICTURE = "{'chat_id': 7, 'photo': {'bytes': 9}}";
    private static final String ANSWER = "{'callback_query_id': 'q1'}";

    private final Overheard chat = new Overheard();

    @Test
    void aKeyThatIsHandedOverTwiceIsTold() {
        well(chat.presses("q1", "1.g.x").called("sendMessage", KEY_MESSAGE));
        twice("key " + KEY + " was handed over to chat 7 2 times", chat.called("sendMessage", KEY_MESSAGE));
    }

    @Test
    void whoeverAsksToSeeItAgainSeesItOnceMore() {
        chat.called("sendMessage", KEY_MESSAGE)
                .presses("q2", "1.s." + KEY)
                .again()
                .called("editMessageText", KEY_MESSAGE);
        well(chat);
        twice("key " + KEY + " was handed over to chat 7 3 times", chat.called("editMessageText", KEY_MESSAGE));
    }

    @Test
    void anotherPressDoesNotAskForIt() {
        twice(
                "key " + KEY + " was handed over to chat 7 2 times",
                chat.called("sendMessage", KEY_MESSAGE)
                        .presses("q2", "1.k." + KEY)
                        .called("sendMessage", KEY_MESSAGE));
    }

    @Test
    void oneCrashInBetweenExcusesOneMore() {
        chat.called("sendMessage", KEY_MESSAGE).called("getMe", "{}").called("sendMessage", KEY_MESSAGE);
        well(chat, second(2));
        chat.called("sendMessage", KEY_MESSAGE);
        twice("key " + KEY + " was handed over to chat 7 3 times", chat, second(2));
    }

    @Test
    void whatWasSaidLastMayBeHeardAMomentAfterTheCrash() {
        chat.called("sendMessage", KEY_MESSAGE).called("sendMessage", KEY_MESSAGE);
        well(chat, second(1).minusMillis(50));
        twice(
                "key " + KEY + " was handed over to chat 7 2 times",
                chat,
                second(1).minusMillis(150));
    }

    @Test
    void crashesAtOtherTimesExcuseNothing() {
        chat.called("getMe", "{}").called("sendMessage", KEY_MESSAGE).called("sendMessage", KEY_MESSAGE);
        twice("key " + KEY + " was handed over to chat 7 2 times", chat, second(1), second(9));
    }

    @Test
    void aLostAnswerOfTelegramsExcusesOneMore() {
        well(chat.answerLost("sendMessage", KEY_MESSAGE).called("sendMessage", KEY_MESSAGE));
        twice("key " + KEY + " was handed over to chat 7 3 times", chat.called("sendMessage", KEY_MESSAGE));
    }

    @Test
    void aPictureOrFileNeedsAPressOfItsOwn() {
        well(chat.presses("q1", "1.q." + KEY).called("sendPhoto", PICTURE));
        twice("a picture was sent to chat 7 2 times", chat.called("sendPhoto", PICTURE));
        var files = new Overheard().presses("q1", "1.o." + KEY + ".a").called("sendDocument", PICTURE);
        well(files);
        twice("a file was sent to chat 7 2 times", files.called("sendDocument", PICTURE));
    }

    @Test
    void aPressIsAnsweredOnce() {
        well(chat.presses("q1", "1.?").called("answerCallbackQuery", ANSWER));
        twice("press q1 was answered 2 times", chat.refused("answerCallbackQuery", ANSWER, "query is too old"));
    }

    private static void well(Overheard chat, Instant... upheavals) {
        assertEquals(List.of(), sentences(chat, upheavals));
    }

    private static void twice(String sentence, Overheard chat, Instant... upheavals) {
        assertEquals(List.of(sentence), sentences(chat, upheavals));
    }

    private static List<String> sentences(Overheard chat, Instant... upheavals) {
        return ToldOnce.repeated(chat.updates, chat.calls, List.of(upheavals)).toList();
    }
}
