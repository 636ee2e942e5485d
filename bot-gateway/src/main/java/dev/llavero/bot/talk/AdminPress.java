package dev.llavero.bot.talk;

import dev.llavero.bot.button.AdminButton;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** An operator's press: the same commands on the same topics as {@code op} gives. */
record AdminPress(Press press) {
    private static final Duration SEARCH = Duration.ofMinutes(10);
    private static final int LINK_DAYS = 30;

    Reaction of(AdminButton button) {
        return switch (button) {
            case AdminButton.Home() -> show(new AdminPage.Home());
            case AdminButton.Servers() -> show(new AdminPage.Servers());
            case AdminButton.OpenServer(var server) -> show(new AdminPage.OneServer(server, null, draft()));
            case AdminButton.HideServer(var server, var draft) -> change(server, ServerMode.HIDDEN, draft);
            case AdminButton.ActivateServer(var server, var draft) -> change(server, ServerMode.ACTIVE, draft);
            case AdminButton.FindPerson() ->
                show(new AdminPage.AskWhom(false))
                        .remember(new Change.BeganDialog(new Dialog(
                                Dialog.Kind.FIND, null, press.scene().now().plus(SEARCH))));
            case AdminButton.OpenKey(var key) -> show(new AdminPage.OneKey(key));
            case AdminButton.AskRevoke(var key) -> show(new AdminPage.ConfirmRevoke(key, draft()));
            case AdminButton.Revoke(var key, var draft) ->
                press.order(
                        CommandIds.draft(draft, "revoke"), new KeyCommand.RevokeKey(key, operator()), Task.REMOVING);
            case AdminButton.Invitations() -> show(new AdminPage.Invitations());
            case AdminButton.Invite(var people, var keys, var days) ->
                show(new AdminPage.Invitation(draft(), people, today().plusDays(LINK_DAYS), keys, days));
            case AdminButton.Status() -> show(new AdminPage.Status());
        };
    }

    private Reaction change(ServerId server, ServerMode mode, UUID draft) {
        var command = new ChangeServerMode(server, mode, operator());
        return show(new AdminPage.OneServer(server, mode, draft()))
                .order(new Order.ForServer(CommandIds.draft(draft, mode.name()), command));
    }

    private Reaction show(AdminPage page) {
        return press.turnTo(new Screen.Admin(page));
    }

    private UUID draft() {
        return press.drafts().get();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(press.scene().now(), ZoneOffset.UTC);
    }

    private RequestedBy operator() {
        return RequestedBy.operator(press.user().toString());
    }
}
