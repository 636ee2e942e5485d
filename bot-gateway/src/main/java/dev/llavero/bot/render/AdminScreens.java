package dev.llavero.bot.render;

import dev.llavero.bot.button.AdminButton;
import dev.llavero.bot.button.Button;
import dev.llavero.bot.render.AdminFacts.Load;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.text.Html;
import dev.llavero.contracts.ServerMode;
import dev.llavero.views.keys.KeyView;
import java.util.List;
import java.util.UUID;

/** What operators see. Whether somebody is one was decided when the page was asked for. */
record AdminScreens(Facts facts, Words words) {
    /** Telegram shows no more than 100 buttons. */
    private static final int MOST_SERVERS = 90;

    private static final int SHORT_ID = 8;

    Rendered page(AdminPage page) {
        if (facts.admin() == AdminFacts.UNREADABLE) {
            return Remarks.trouble(words.phrases());
        }
        return switch (page) {
            case AdminPage.Home() -> home();
            case AdminPage.Servers() -> servers();
            case AdminPage.OneServer(var server, var asked, var draft) ->
                facts.admin()
                        .server(server)
                        .map(load -> server(load, asked, draft))
                        .orElseGet(this::noSuchServer);
            case AdminPage.AskWhom(var again) -> askWhom(again);
            case AdminPage.OnePerson(var telegramId) -> person(telegramId);
            case AdminPage.OneKey _ -> facts.key() == null ? noSuchKey() : key();
            case AdminPage.ConfirmRevoke(var _, var draft) -> facts.key() == null ? noSuchKey() : confirm(draft);
            case AdminPage.Invitations() -> invitations();
            case AdminPage.Invitation invitation -> invitation(invitation);
            case AdminPage.Status() -> status();
        };
    }

    private Rendered home() {
        var keyboard = Keyboard.of(
                press("admin-servers", new AdminButton.Servers()),
                press("admin-find", new AdminButton.FindPerson()),
                press("admin-invite", new AdminButton.Invitations()),
                press("admin-status", new AdminButton.Status()),
                words.myKeys());
        return Rendered.of(words.html("admin"), keyboard);
    }

    private Rendered servers() {
        var servers = facts.admin().servers();
        if (servers.isEmpty()) {
            return Rendered.of(words.html("admin.servers.none"), Keyboard.of(back()));
        }
        var options = servers.stream()
                .limit(MOST_SERVERS)
                .<Option>map(load -> new Option.Press(
                        sign(load) + " " + load.server() + " · " + load.keys() + "/" + load.capacity(),
                        new Button.Admin(new AdminButton.OpenServer(load.server()))))
                .toList();
        return Rendered.of(
                words.html("admin.servers"), Keyboard.NONE.pairs(options).row(back()));
    }

    /** The worst that is known of it. */
    private static String sign(Load load) {
        return switch (load.reach()) {
            case SILENT -> "🔴";
            case UNKNOWN -> "⚪";
            case ANSWERS -> load.mode() != ServerMode.ACTIVE ? "🙈" : load.room() ? "🟢" : "🟡";
        };
    }

    private Rendered server(Load load, ServerMode asked, UUID draft) {
        var text = words.html(
                "admin.server",
                load.server().toString(),
                words.flagged(load.flag(), load.location().toString()),
                load.protocol().toString(),
                load.keys() + "/" + load.capacity(),
                words.phrases().plain("admin.room." + load.room()),
                words.phrases().plain("admin.mode." + load.mode()),
                words.phrases().plain("admin.reach." + load.reach()));
        var waits = asked != null && asked != load.mode()
                ? new Html(text.markup() + "\n\n" + words.html("admin.asked").markup())
                : text;
        var change = load.mode() == ServerMode.ACTIVE
                ? press("admin-hide", new AdminButton.HideServer(load.server(), draft))
                : press("admin-activate", new AdminButton.ActivateServer(load.server(), draft));
        var refresh = press("admin-refresh", new AdminButton.OpenServer(load.server()));
        return Rendered.of(
                waits, Keyboard.of(change, refresh, press("admin-servers", new AdminButton.Servers()), back()));
    }

    private Rendered noSuchServer() {
        return Rendered.of(
                words.html("refused.NO_SUCH_SERVER"),
                Keyboard.of(press("admin-servers", new AdminButton.Servers()), back()));
    }

    private Rendered askWhom(boolean again) {
        return Rendered.of(words.html(again ? "admin.ask-whom.again" : "admin.ask-whom"), Keyboard.of(back()));
    }

    private Rendered person(long telegramId) {
        var number = Long.toString(telegramId);
        var another = press("admin-find", new AdminButton.FindPerson());
        if (facts.admin().telegramId() == null) {
            return Rendered.of(words.html("admin.person.unknown", number), Keyboard.of(another, back()));
        }
        var keys = facts.admin().keys();
        var options = keys.stream()
                .<Option>map(key -> new Option.Press(label(key), new Button.Admin(new AdminButton.OpenKey(key.key()))))
                .toList();
        var phrase = keys.isEmpty() ? "admin.person.none" : "admin.person";
        return Rendered.of(
                words.html(phrase, number),
                Keyboard.NONE.pairs(options).row(another).row(back()));
    }

    /** Never what its owner calls it: that is sealed for them alone. */
    private String label(KeyView key) {
        return words.sign(key) + " " + key.server() + " · " + shortId(key);
    }

    private static String shortId(KeyView key) {
        return key.key().toString().substring(0, SHORT_ID);
    }

    private Rendered key() {
        var key = facts.key();
        var telegramId = facts.admin().telegramId();
        var text = words.phrases()
                .html(
                        "admin.key",
                        Html.code(key.key().toString()),
                        telegramId == null ? Html.text("–") : Html.code(telegramId.toString()),
                        words.signedState(key),
                        Html.text(key.server().toString()),
                        Html.text(key.protocol().toString()),
                        Html.text(words.phrases().day(key.createdAt(), facts.zone())));
        var keyboard =
                switch (key.state()) {
                    case REQUESTED, ACTIVE, SUSPENDED ->
                        Keyboard.of(press("admin-revoke", new AdminButton.AskRevoke(key.key())));
                    case REVOKING, REVOKED, REFUSED -> Keyboard.NONE;
                };
        return Rendered.of(
                text,
                keyboard.row(press("admin-find", new AdminButton.FindPerson())).row(back()));
    }

    private Rendered noSuchKey() {
        return Rendered.of(
                words.html("admin.key.unknown"),
                Keyboard.of(press("admin-find", new AdminButton.FindPerson()), back()));
    }

    private Rendered confirm(UUID draft) {
        var key = facts.key();
        return Rendered.of(
                words.html("admin.confirm-revoke", shortId(key), key.server().toString()),
                Keyboard.of(
                        press("admin-yes-revoke", new AdminButton.Revoke(key.key(), draft)),
                        press("admin-keep", new AdminButton.OpenKey(key.key()))));
    }

    /** What is asked for most; everything else is {@code op invite}. */
    private Rendered invitations() {
        var offered = List.of(
                new AdminButton.Invite(1, 0, 0),
                new AdminButton.Invite(5, 0, 0),
                new AdminButton.Invite(1, 2, 30),
                new AdminButton.Invite(5, 2, 30));
        var options = offered.stream()
                .<Option>map(invite -> new Option.Press(offer(invite), new Button.Admin(invite)))
                .toArray(Option[]::new);
        return Rendered.of(words.html("admin.invitations"), Keyboard.of(options).row(back()));
    }

    private String offer(AdminButton.Invite invite) {
        return terms(invite.people(), invite.keys(), invite.days());
    }

    private String terms(int people, int keys, int days) {
        return words.phrases().plain("admin.terms.people", Integer.toString(people))
                + (keys == 0 ? "" : " · " + words.phrases().plain("admin.terms.keys", Integer.toString(keys)))
                + " · "
                + (days == 0
                        ? words.phrases().plain("admin.terms.for-ever")
                        : words.phrases().plain("admin.terms.days", Integer.toString(days)));
    }

    private Rendered invitation(AdminPage.Invitation invitation) {
        var link = facts.admin().link();
        var more = press("admin-invite", new AdminButton.Invitations());
        if (link == null) {
            return Rendered.of(words.html("admin.invitation.no-key"), Keyboard.of(back()));
        }
        var lastDay = invitation.lastDay().atStartOfDay(facts.zone()).toInstant();
        var text = words.phrases()
                .html(
                        "admin.invitation",
                        Html.text(terms(invitation.people(), invitation.keys(), invitation.days())),
                        Html.text(words.phrases().day(lastDay, facts.zone())),
                        Html.code(link.reveal()));
        return Rendered.of(
                text, Keyboard.of(new Option.Copy(words.phrases().plain("button.admin-copy"), link), more, back()));
    }

    private Rendered status() {
        var waiting = facts.admin().waiting();
        var letters = waiting.deadLetters();
        var text = words.html(
                "admin.status",
                Long.toString(waiting.people()),
                Long.toString(waiting.messages()),
                Long.toString(waiting.commands()),
                Long.toString(waiting.silentServers()),
                letters == null ? words.phrases().plain("admin.unknown") : letters.toString());
        return Rendered.of(text, Keyboard.of(press("admin-refresh", new AdminButton.Status()), back()));
    }

    private Option back() {
        return press("admin", new AdminButton.Home());
    }

    private Option press(String phrase, AdminButton button) {
        return words.press(phrase, new Button.Admin(button));
    }
}
