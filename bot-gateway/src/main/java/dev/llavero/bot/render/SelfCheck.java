package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.views.servers.ServerView;
import java.util.UUID;

/** "It does not work": what we know of the key and its server, and what to do about it. What we do not know is said so. */
record SelfCheck(Facts facts, Words words, UUID draft) {
    Rendered screen() {
        var key = facts.key();
        var server = facts.servers().get(key.server());
        var text = words.phrases()
                .html(
                        "self-check",
                        words.title(key),
                        words.signedState(key),
                        words.html("server." + (server == null ? "unknown" : server.mode())),
                        words.html(advice(server)));
        return Rendered.of(text, nextStep(server).row(words.myKeys()));
    }

    private String advice(ServerView server) {
        return switch (facts.key().state()) {
            case REQUESTED -> "advice.REQUESTED";
            case ACTIVE -> server == null ? "advice.unknown" : serves(server) ? tryThis() : "advice.server";
            case SUSPENDED -> "advice." + facts.key().suspended();
            case REVOKING, REVOKED, REFUSED -> "advice.ended";
        };
    }

    private String tryThis() {
        return facts.key().protocol() == Protocol.WIREGUARD ? "advice.try.wireguard" : "advice.try";
    }

    private static boolean serves(ServerView server) {
        return switch (server.mode()) {
            case ACTIVE, HIDDEN, DRAINING -> true;
            case DOWN, REMOVED -> false;
        };
    }

    private Keyboard nextStep(ServerView server) {
        var id = facts.key().key();
        return switch (facts.key().state()) {
            case REQUESTED -> Keyboard.NONE;
            case ACTIVE ->
                server == null || serves(server)
                        ? Keyboard.of(
                                words.press("show", new Button.ShowDelivery(id)),
                                words.press("install-app", new Button.Install(id)))
                        : Keyboard.of(words.newKey(draft));
            case SUSPENDED ->
                facts.key().suspended() == SuspendReason.PAUSED
                        ? Keyboard.of(words.press("resume", new Button.Resume(id, draft)))
                        : Keyboard.NONE;
            case REVOKING, REVOKED, REFUSED -> Keyboard.of(words.newKey(draft));
        };
    }
}
