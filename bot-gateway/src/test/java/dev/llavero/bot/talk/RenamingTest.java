package dev.llavero.bot.talk;

import static dev.llavero.bot.talk.Story.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyId;
import dev.llavero.platform.message.Ids;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenamingTest {
    private static final KeyId KEY = new KeyId(new UUID(5, 5));

    private static Story asked() {
        return Story.withAna().presses(new Button.Rename(KEY)).sees(new Screen.AskName(KEY));
    }

    @Test
    void theNextTextIsTheName() {
        var story = asked().says("Laptop").sees(new Screen.Working(Task.RENAMING));
        var rename = (Order.Rename) story.order();
        assertEquals(KEY, rename.key());
        assertEquals("Laptop", rename.name().reveal());
        assertEquals(Ids.from("update", story.identity().toString()), rename.commandId());
    }

    @Test
    void theTextAfterTheNameIsNoName() {
        asked().says("Laptop").says("Phone").asksForNothing().sees(new Screen.Unknown(draft(1)));
    }

    @Test
    void aCommandWinsOverTheDialog() {
        asked().says("/keys")
                .asksForNothing()
                .sees(new Screen.MyKeys(draft(1), null))
                .says("Laptop")
                .asksForNothing()
                .sees(new Screen.Unknown(draft(2)));
    }

    @Test
    void anUnknownCommandEndsItToo() {
        asked().says("/nosuch").says("Laptop").asksForNothing();
    }

    @Test
    void cancelEndsIt() {
        asked().says("/cancel")
                .sees(new Screen.Cancelled(draft(1)))
                .says("Laptop")
                .asksForNothing();
    }

    @Test
    void goingOnToAnotherScreenEndsIt() {
        asked().presses(new Button.ShowHelp()).says("Laptop").asksForNothing();
    }

    @Test
    void anHourLaterItIsForgotten() {
        asked().passes(Duration.ofMinutes(61)).says("Laptop").asksForNothing();
    }

    @Test
    void theNameIsNotInWhatIsLogged() {
        var story = asked().says("Laptop");
        assertFalse(story.reaction().toString().contains("Laptop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\u200b\u200d\u2060", "\u0000", "\u0301\u0301", "\u3164", "\ud800"})
    void aNameThatCannotBeSeenIsAskedForAgain(String name) {
        asked().says(name)
                .asksForNothing()
                .sees(new Screen.BadName(KEY))
                .says("Laptop")
                .sees(new Screen.Working(Task.RENAMING));
    }

    @Test
    void aPhotoIsNoName() {
        asked().sendsAPhoto().asksForNothing().sees(new Screen.BadName(KEY));
    }

    @Test
    void sixtyFourCharactersFitAndOneMoreDoesNot() {
        asked().says("🔑".repeat(64)).sees(new Screen.Working(Task.RENAMING));
        asked().says("🔑".repeat(65)).asksForNothing().sees(new Screen.BadName(KEY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  Casa  '|Casa",
                "'a\nb'|a b",
                "'a\r\n\t b'|a b",
                "'a\u0000b'|ab",
                "'a\u200bb'|ab",
                "'\u202eabc'|abc",
                "'e\u0301'|é",
                "'<b>&[x](tg://)'|<b>&[x](tg://)",
                "'\nPostUp=rm -rf /'|PostUp=rm -rf /",
                "Ayuda|Ayuda"
            })
    void aNameIsOneLineOfWhatCanBeSeen(String typed, String kept) {
        assertEquals(kept, ((Order.Rename) asked().says(typed).order()).name().reveal());
    }
}
