package dev.llavero.bot.talk;

import static dev.llavero.bot.talk.Story.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstContactTest {
    @Test
    void aStrangerIsWelcomedWithOneBigButton() {
        Story.withAStranger().says("/start").sees(new Screen.Welcome(draft(1))).asksForNothing();
    }

    @Test
    void whoIsNotInvitedGetsOnePoliteLineAndNoKey() {
        Story.atAClosedDoor()
                .says("/start")
                .sees(new Screen.InvitedOnly())
                .says("/newkey")
                .sees(new Screen.InvitedOnly())
                .presses(new Button.GetKey(draft(1)))
                .seesNothing()
                .thePressIsAnsweredWith(new Screen.Toast(Note.INVITED_ONLY))
                .asksForNothing();
    }

    @Test
    void whoeverIsInvitedIsToldWhatTheyMayHave() {
        Story.atAClosedDoor()
                .invited(2, 30)
                .says("/start an_invitation")
                .sees(new Screen.Invited(draft(1), 2, 30))
                .asksForNothing()
                .says("/start an_invitation")
                .sees(new Screen.MyKeys(draft(2), null));
    }

    @Test
    void anInvitationWithoutTermsIsAnOpenDoor() {
        Story.atAClosedDoor().invited(0, 0).says("/start an_invitation").sees(new Screen.Welcome(draft(1)));
    }

    @Test
    void somebodyKnownIsShownTheirKeys() {
        Story.withAna().says("/start").sees(new Screen.MyKeys(draft(1), null));
    }

    @Test
    void startingTwiceWelcomesOnce() {
        Story.withAStranger()
                .says("/start")
                .sees(new Screen.Welcome(draft(1)))
                .says("/start")
                .sees(new Screen.MyKeys(draft(2), null));
    }

    @Test
    void theEarlierBotsKeyboardIsTakenAwayOnceAndBeforeAnythingElse() {
        var story = Story.withAStranger().says("/start");
        assertEquals(
                Send.Form.REMOVE_KEYBOARD, story.reaction().sends().getFirst().form());
        story.says("/start");
        assertFalse(story.reaction().sends().stream().anyMatch(send -> send.form() == Send.Form.REMOVE_KEYBOARD));
    }

    @Test
    void theLinkTheyCameByIsKept() {
        Story.withAna().says("/start invite_Xy-9").remembers(new Change.CameWith("invite_Xy-9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/start a b",
                "/start <b>",
                "/start aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aLinkThatTelegramWouldNotHaveMadeIsNotKept(String text) {
        Story.withAna().says(text).remembers().sees(new Screen.MyKeys(draft(1), null));
    }

    @Test
    void aStrangerWhoSaysAnythingElseIsWelcomedToo() {
        Story.withAStranger().says("hola?").sees(new Screen.Welcome(draft(1)));
    }

    @Test
    void aStrangerCanAskForAKeyAtOnce() {
        Story.withAStranger().says("/newkey").sees(new Screen.ChooseProtocol(draft(1)));
    }

    @Test
    void aNewcomerWhoPicksALanguageSeesTheWelcomeInIt() {
        Story.withAStranger()
                .says("/start")
                .presses(new Button.PickLanguage("ru"))
                .sees(new Screen.Welcome(draft(2)))
                .remembers(new Change.ChoseLanguage("ru"));
    }

    @Test
    void whoeverHasAskedForSomethingSeesTheirKeysInIt() {
        Story.withAStranger()
                .presses(new Button.GetKey(draft(9)))
                .presses(new Button.PickLanguage("en"))
                .sees(new Screen.MyKeys(draft(1), null));
    }

    @Test
    void blockingAndComingBackAreRemembered() {
        var story = Story.withAna();
        assertEquals(
                new Change.Blocked(77),
                story.happens(new Incoming.BlockedTheBot(story.identity(), 77))
                        .reaction()
                        .changes()
                        .getFirst());
        assertEquals(
                new Change.Unblocked(77),
                story.happens(new Incoming.CameBack(story.identity(), 77))
                        .reaction()
                        .changes()
                        .getFirst());
        assertTrue(story.reaction().sends().isEmpty());
    }
}
