package dev.llavero.bot.screen;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import java.time.LocalDate;
import java.util.UUID;

/** What an operator is to see. */
@JsonTypeInfo(use = Id.SIMPLE_NAME, include = As.PROPERTY, property = "page")
public sealed interface AdminPage {
    record Home() implements AdminPage {}

    record Servers() implements AdminPage {}

    /** @param asked the mode that it was just asked to have; null for none */
    record OneServer(ServerId server, ServerMode asked, UUID draft) implements AdminPage {}

    /** @param again what was said before is neither of the two */
    record AskWhom(boolean again) implements AdminPage {}

    record OnePerson(long telegramId) implements AdminPage {}

    record OneKey(KeyId key) implements AdminPage {}

    record ConfirmRevoke(KeyId key, UUID draft) implements AdminPage {}

    record Invitations() implements AdminPage {}

    /** A link; it is signed when it is shown. */
    record Invitation(UUID id, int people, LocalDate lastDay, int keys, int days) implements AdminPage {}

    record Status() implements AdminPage {}
}
