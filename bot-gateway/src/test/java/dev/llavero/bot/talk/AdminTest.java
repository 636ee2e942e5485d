package dev.llavero.bot.talk;

import static dev.llavero.bot.talk.Story.ANA;
import static dev.llavero.bot.talk.Story.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.button.AdminButton;
import dev.llavero.bot.button.Button;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTest {
    private static final KeyId KEY = new KeyId(new UUID(2, 2));
    private static final ServerId NL = new ServerId("nl-1");
    private static final RequestedBy OPERATOR = RequestedBy.operator(ANA.toString());

    @Test
    void operatorsHaveAMenuOfTheirOwn() {
        Story.withAnOperator().says("/admin").sees(new Screen.Admin(new AdminPage.Home()));
    }

    @Test
    void forAnybodyElseThereIsNoSuchCommand() {
        Story.withAna().says("/admin").sees(new Screen.Unknown(draft(1)));
        Story.withAStranger().says("/admin").sees(new Screen.Welcome(draft(1)));
        Story.atAClosedDoor().says("/admin").sees(new Screen.InvitedOnly());
    }

    @Test
    void forAnybodyElseThereIsNoSuchButton() {
        for (var button : List.of(
                new AdminButton.Home(),
                new AdminButton.Servers(),
                new AdminButton.HideServer(NL, draft(1)),
                new AdminButton.Revoke(KEY, draft(1)),
                new AdminButton.Invite(5, 2, 30))) {
            Story.withAna()
                    .presses(new Button.Admin(button))
                    .sees(new Screen.StaleButton(draft(1)))
                    .thePressIsAnsweredWith(new Screen.Toast(Note.STALE_BUTTON))
                    .asksForNothing();
        }
    }

    @Test
    void aServerIsHiddenByTheSameCommandAsOps() {
        var story = Story.withAnOperator().presses(new Button.Admin(new AdminButton.HideServer(NL, draft(7))));

        assertEquals(
                new Order.ForServer(
                        CommandIds.draft(draft(7), "HIDDEN"), new ChangeServerMode(NL, ServerMode.HIDDEN, OPERATOR)),
                story.order());
        story.sees(new Screen.Admin(new AdminPage.OneServer(NL, ServerMode.HIDDEN, draft(1))));
    }

    @Test
    void aPersonIsFoundByTheirNumberAndAKeyByItsId() {
        Story.withAnOperator()
                .presses(new Button.Admin(new AdminButton.FindPerson()))
                .sees(new Screen.Admin(new AdminPage.AskWhom(false)))
                .says("whoever it was")
                .sees(new Screen.Admin(new AdminPage.AskWhom(true)))
                .says(" 123456789 ")
                .sees(new Screen.Admin(new AdminPage.OnePerson(123_456_789)))
                .says("123456789")
                .sees(new Screen.Unknown(draft(1)));
        Story.withAnOperator()
                .presses(new Button.Admin(new AdminButton.FindPerson()))
                .says(KEY.toString().toUpperCase(Locale.ROOT))
                .sees(new Screen.Admin(new AdminPage.OneKey(KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "99999999999999999999", "00000000-0000-0002-0000-00000000000", "1e3", "²"})
    void nothingElseIsLookedFor(String typed) {
        assertEquals(new AdminPage.AskWhom(true), AdminSearch.page(typed));
    }

    @Test
    void revokingTakesTwoSteps() {
        Story.withAnOperator()
                .presses(new Button.Admin(new AdminButton.AskRevoke(KEY)))
                .sees(new Screen.Admin(new AdminPage.ConfirmRevoke(KEY, draft(1))))
                .asksForNothing()
                .presses(new Button.Admin(new AdminButton.Revoke(KEY, draft(1))))
                .sees(new Screen.Working(Task.REMOVING))
                .asksFor(new KeyCommand.RevokeKey(KEY, OPERATOR))
                .presses(new Button.Admin(new AdminButton.Revoke(KEY, draft(1))))
                .asksForNothing();
    }

    @Test
    void anInvitationIsMadeFromItsTerms() {
        Story.withAnOperator()
                .presses(new Button.Admin(new AdminButton.Invite(5, 2, 30)))
                .sees(new Screen.Admin(new AdminPage.Invitation(draft(1), 5, LocalDate.of(2026, 3, 31), 2, 30)));
    }
}
