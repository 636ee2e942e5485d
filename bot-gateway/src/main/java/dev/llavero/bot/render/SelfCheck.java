package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.text.Html;
import dev.llavero.views.keys.KeyView.State;
import dev.llavero.views.servers.ServerView;

/** "It does not work": what we know of the key and its server, and what to do about it. What we do not know is said so. */
record SelfCheck(Facts facts, KeyScreens screens) {
    Rendered screen() {
        var key = facts.key();
        var words = screens.words();
        var server = facts.servers().get(key.server());
        var text = words.phrases()
                .html(
                        "self-check",
                        Html.text(words.name(key)),
                        Html.text(words.place(key)),
                        Html.text(words.sign(key) + " " + words.state(key)),
                        words.html(serverState(server)),
                        words.html(advice(server)));
        var open = words.press("open-key", new Button.OpenKey(key.key()));
        return Rendered.of(text, key.state() == State.ACTIVE ? active() : Keyboard.of(open, words.myKeys()));
    }

    private Keyboard active() {
        var words = screens.words();
        var id = facts.key().key();
        return Keyboard.of(
                words.press("show", new Button.ShowDelivery(id)),
                words.press("install", new Button.Install(id)),
                words.myKeys());
    }

    private static String serverState(ServerView server) {
        return "server." + (server == null ? "unknown" : server.mode());
    }

    private String advice(ServerView server) {
        return switch (facts.key().state()) {
            case REQUESTED -> "advice.REQUESTED";
            case ACTIVE -> server == null ? "advice.unknown" : adviceWhileActive(server);
            case SUSPENDED -> "advice." + facts.key().suspended();
            case REVOKING, REVOKED, REFUSED -> "advice.ended";
        };
    }

    private static String adviceWhileActive(ServerView server) {
        return switch (server.mode()) {
            case ACTIVE, HIDDEN, DRAINING -> "advice.try";
            case DOWN, REMOVED -> "advice.server";
        };
    }
}
