package dev.llavero.bot.button;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import java.util.UUID;

/** What an operator's button asks for. Anybody can send one; only an operator has pressed a button that exists. */
public sealed interface AdminButton {
    record Home() implements AdminButton {}

    record Servers() implements AdminButton {}

    record OpenServer(ServerId server) implements AdminButton {}

    record HideServer(ServerId server, UUID draft) implements AdminButton {}

    record ActivateServer(ServerId server, UUID draft) implements AdminButton {}

    record FindPerson() implements AdminButton {}

    record OpenKey(KeyId key) implements AdminButton {}

    record AskRevoke(KeyId key) implements AdminButton {}

    record Revoke(KeyId key, UUID draft) implements AdminButton {}

    record Invitations() implements AdminButton {}

    /**
     * @param keys 0: as many as everybody
     * @param days 0: without an end
     */
    record Invite(int people, int keys, int days) implements AdminButton {
        public Invite {
            if (people < 1 || people > 65_535 || keys < 0 || keys > 255 || days < 0 || days > 3_650) {
                throw new IllegalArgumentException("no such invitation");
            }
        }
    }

    record Status() implements AdminButton {}
}
