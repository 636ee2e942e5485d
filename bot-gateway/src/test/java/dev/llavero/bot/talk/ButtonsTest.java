package dev.llavero.bot.talk;

import static dev.llavero.bot.talk.Story.ANA;
import static dev.llavero.bot.talk.Story.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.bot.send.Send;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.platform.message.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ButtonsTest {
    private static final UUID DRAFT = new UUID(3, 4);
    private static final KeyId KEY = new KeyId(new UUID(5, 5));
    private static final KeyId DRAFTED = new KeyId(Ids.from("key", DRAFT.toString()));
    private static final RequestedBy BY_ANA = RequestedBy.user(ANA);
    private static final Screen SILENTLY = new Screen.Nothing();

    @Test
    void oneTapMakesAKeyAtTheBestPlace() {
        Story.withAna()
                .presses(new Button.GetKey(DRAFT))
                .asksFor(new KeyCommand.CreateKey(DRAFTED, ANA, null, null, null, BY_ANA))
                .thePressIsAnsweredWith(SILENTLY)
                .sees(new Screen.Working(Task.CREATING));
    }

    @Test
    void aKeyCanBeMadeStepByStep() {
        var amsterdam = new LocationCode("nl");
        Story.withAna()
                .presses(new Button.Choose(DRAFT))
                .sees(new Screen.ChooseProtocol(DRAFT))
                .presses(new Button.PickProtocol(DRAFT, Protocol.WIREGUARD))
                .sees(new Screen.ChoosePlace(DRAFT, Protocol.WIREGUARD))
                .asksForNothing()
                .presses(new Button.PickPlace(DRAFT, Protocol.WIREGUARD, amsterdam))
                .asksFor(new KeyCommand.CreateKey(DRAFTED, ANA, Protocol.WIREGUARD, amsterdam, null, BY_ANA))
                .sees(new Screen.Working(Task.CREATING));
    }

    @Test
    void theFastestPlaceIsNoPlace() {
        Story.withAna()
                .presses(new Button.PickPlace(DRAFT, Protocol.OUTLINE, null))
                .asksFor(new KeyCommand.CreateKey(DRAFTED, ANA, Protocol.OUTLINE, null, null, BY_ANA));
    }

    @Test
    void tenTapsMakeOneKey() {
        var story = Story.withAna().presses(new Button.GetKey(DRAFT));
        for (int tap = 2; tap <= 10; tap++) {
            story.presses(new Button.GetKey(DRAFT))
                    .asksForNothing()
                    .thePressIsAnsweredWith(new Screen.Toast(Note.ALREADY_WORKING_ON_IT))
                    .seesNothing();
        }
    }

    @Test
    void oneDraftIsOneKeyHoweverItIsChosen() {
        Story.withAna()
                .presses(new Button.GetKey(DRAFT))
                .presses(new Button.PickPlace(DRAFT, Protocol.OUTLINE, null))
                .asksForNothing();
    }

    @Test
    void aTapAfterTheKeyIsMadeShowsTheKeys() {
        Story.withAna()
                .presses(new Button.GetKey(DRAFT))
                .everythingIsDone()
                .presses(new Button.GetKey(DRAFT))
                .asksForNothing()
                .thePressIsAnsweredWith(SILENTLY)
                .sees(new Screen.MyKeys(draft(1), null));
    }

    @Test
    void theSameTapIsTheSameCommandOnEveryDevice() {
        var phone = Story.withAna().presses(new Button.GetKey(DRAFT)).order();
        var tablet = Story.withAna().presses(new Button.GetKey(DRAFT)).order();
        assertEquals(phone.commandId(), tablet.commandId());
        assertEquals(Ids.from("draft", DRAFT.toString()), phone.commandId());
    }

    @Test
    void anotherScreensButtonIsAnotherCommand() {
        assertNotEquals(
                Story.withAna().presses(new Button.GetKey(DRAFT)).order().commandId(),
                Story.withAna().presses(new Button.GetKey(draft(8))).order().commandId());
    }

    @Test
    void somebodyElsesDraftIsStale() {
        var button = new Button.GetKey(DRAFT);
        Story.withAna()
                .eveHasPressed(button, Task.CREATING, KEY)
                .presses(button)
                .asksForNothing()
                .thePressIsAnsweredWith(new Screen.Toast(Note.STALE_BUTTON))
                .sees(new Screen.StaleButton(draft(1)));
    }

    @Test
    void deletingTakesTwoSteps() {
        Story.withAna()
                .presses(new Button.AskDelete(KEY))
                .asksForNothing()
                .sees(new Screen.ConfirmDelete(KEY, draft(1)))
                .presses(new Button.Delete(KEY, draft(1)))
                .asksFor(new KeyCommand.RevokeKey(KEY, BY_ANA))
                .sees(new Screen.Working(Task.REMOVING));
    }

    @Test
    void pausingAndResuming() {
        Story.withAna()
                .presses(new Button.Pause(KEY, DRAFT))
                .asksFor(new KeyCommand.SuspendKey(KEY, SuspendReason.PAUSED, BY_ANA))
                .sees(new Screen.Working(Task.PAUSING))
                .presses(new Button.Resume(KEY, DRAFT))
                .asksFor(new KeyCommand.ResumeKey(KEY, BY_ANA))
                .sees(new Screen.Working(Task.RESUMING));
    }

    @Test
    void oneDraftGivesEachVerbItsOwnCommand() {
        var paused = Story.withAna().presses(new Button.Pause(KEY, DRAFT)).order();
        assertEquals(Ids.from("draft", DRAFT.toString(), "pause"), paused.commandId());
        var deleted = Story.withAna().presses(new Button.Delete(KEY, DRAFT)).order();
        assertEquals(Ids.from("draft", DRAFT.toString(), "delete"), deleted.commandId());
    }

    @Test
    void pausingAgainWhenPausedShowsTheCard() {
        Story.withAna()
                .presses(new Button.Pause(KEY, DRAFT))
                .everythingIsDone()
                .presses(new Button.Pause(KEY, DRAFT))
                .asksForNothing()
                .sees(new Screen.KeyCard(KEY, draft(1)));
    }

    @Test
    void deletingAgainWhenDeletedShowsWhatIsLeft() {
        Story.withAna()
                .presses(new Button.Delete(KEY, DRAFT))
                .everythingIsDone()
                .presses(new Button.Delete(KEY, DRAFT))
                .asksForNothing()
                .sees(new Screen.MyKeys(draft(1), null));
    }

    @Test
    void whatOnlyShowsAsksForNothing() {
        Story.withAna()
                .presses(new Button.ShowKeys(KEY))
                .sees(new Screen.MyKeys(draft(1), KEY))
                .presses(new Button.OpenKey(KEY))
                .sees(new Screen.KeyCard(KEY, draft(2)))
                .presses(new Button.ShowDelivery(KEY))
                .sees(new Screen.Delivery(KEY))
                .presses(new Button.Install(KEY))
                .sees(new Screen.InstallApp(KEY))
                .presses(new Button.Check(KEY))
                .sees(new Screen.SelfCheck(KEY, draft(3)))
                .presses(new Button.ShowHelp())
                .sees(new Screen.Help(draft(4)))
                .presses(new Button.ShowLanguages())
                .sees(new Screen.Languages())
                .asksForNothing();
    }

    @Test
    void aMenuIsEditedWhereTheButtonWas() {
        var menu = Story.withAna()
                .presses(new Button.OpenKey(KEY))
                .reaction()
                .sends()
                .getLast();
        assertEquals(Send.Form.MENU, menu.form());
        assertEquals(5, menu.messageId());
    }

    @Test
    void aPictureForAnotherDeviceIsAMessageOfItsOwn() {
        var story = Story.withAna().presses(new Button.ShowQr(KEY)).sees(new Screen.Qr(KEY));
        assertEquals(Send.Form.MESSAGE, story.reaction().sends().getLast().form());
    }

    @Test
    void hidingSaysSo() {
        Story.withAna()
                .presses(new Button.Hide(KEY))
                .thePressIsAnsweredWith(new Screen.Toast(Note.HIDDEN))
                .sees(new Screen.Hidden(KEY));
    }

    @Test
    void closingTakesTheMessageAway() {
        var story = Story.withAna().presses(new Button.CloseMessage()).thePressIsAnsweredWith(SILENTLY);
        assertEquals(Send.delete(Story.CHAT, ANA, 5), story.reaction().sends().getLast());
    }

    @Test
    void aLanguageThatWeDoNotSpeakIsNotOfOurButtons() {
        Story.withAna().presses(new Button.PickLanguage("tlh")).remembers().sees(new Screen.StaleButton(draft(1)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "1", "0.g.x", "1.g.x", "1.z.z", "'; drop table person; --", "1.k.AAAA", "ключ ключ ключ"})
    void whatNoButtonOfOursSaysIsAnsweredAsStale(String forged) {
        Story.withAna()
                .sends(forged)
                .asksForNothing()
                .thePressIsAnsweredWith(new Screen.Toast(Note.STALE_BUTTON))
                .sees(new Screen.StaleButton(draft(1)));
    }
}
