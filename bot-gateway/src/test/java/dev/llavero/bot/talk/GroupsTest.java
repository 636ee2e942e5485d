package dev.llavero.bot.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/start@llavero_bot", "/start@LLAVERO_BOT x", "ask @llavero_bot!", "@llavero_bot"})
    void aMentionIsPointedToThePrivateChat(String text) {
        var story = Story.withAna().somebodySaysInTheGroup(text).asksForNothing();
        assertEquals(
                List.of(Send.message(Story.GROUP, null, new Screen.PrivateChatOnly())),
                story.reaction().sends());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"/start", "/keys", "hola", "@llavero_bot2", "@llavero_botany", "llavero_bot", "/start@other_bot"
            })
    void nothingElseIsAnswered(String text) {
        Story.withAna().somebodySaysInTheGroup(text).seesNothing().remembers();
    }

    @Test
    void onceAnHourIsEnough() {
        Story.withAna()
                .somebodySaysInTheGroup("@llavero_bot")
                .passes(Duration.ofMinutes(59))
                .somebodySaysInTheGroup("@llavero_bot")
                .seesNothing()
                .passes(Duration.ofMinutes(1))
                .somebodySaysInTheGroup("@llavero_bot")
                .sees(new Screen.PrivateChatOnly());
    }

    @Test
    void aButtonPressedInAGroupShowsNothingThere() {
        var story = Story.withAna();
        story.happens(new Incoming.PressedInGroup(story.identity(), Story.GROUP, "c"))
                .thePressIsAnsweredWith(new Screen.Toast(Note.STALE_BUTTON))
                .seesNothing()
                .asksForNothing();
    }

    @Test
    void channelsAreIgnored() {
        var story = Story.withAna();
        assertEquals(
                Reaction.NONE,
                story.happens(new Incoming.Ignored(story.identity())).reaction());
    }
}
