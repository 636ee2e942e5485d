package dev.llavero.bot.button;

import dev.llavero.bot.screen.Device;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import java.util.UUID;

/**
 * What a button asks for. Travels as {@code callback_data} and comes back as client input: anybody can send any of it, so a
 * button carries ids and never rights.
 */
public sealed interface Button {
    /** Make me a key at the best place, with the recommended protocol. */
    record GetKey(UUID draft) implements Button {}

    /** Let me choose type and place first. */
    record Choose(UUID draft) implements Button {}

    record PickProtocol(UUID draft, Protocol protocol) implements Button {}

    /** @param place null: the fastest now */
    record PickPlace(UUID draft, Protocol protocol, LocationCode place) implements Button {}

    /** @param after null for the first page */
    record ShowKeys(KeyId after) implements Button {}

    record OpenKey(KeyId key) implements Button {}

    record ShowDelivery(KeyId key) implements Button {}

    record ShowQr(KeyId key) implements Button {}

    record GetFile(KeyId key) implements Button {}

    record PickDevice(KeyId key, Device device) implements Button {}

    record Hide(KeyId key) implements Button {}

    record Install(KeyId key) implements Button {}

    record Check(KeyId key) implements Button {}

    record AskDelete(KeyId key) implements Button {}

    record Delete(KeyId key, UUID draft) implements Button {}

    record Pause(KeyId key, UUID draft) implements Button {}

    record Resume(KeyId key, UUID draft) implements Button {}

    record Rename(KeyId key) implements Button {}

    record ShowHelp() implements Button {}

    record ShowLanguages() implements Button {}

    /** @param language a code such as {@code es} */
    record PickLanguage(String language) implements Button {}

    /** Deletes the message that it is on (a QR picture). */
    record CloseMessage() implements Button {}

    /** For operators alone. */
    record Admin(AdminButton what) implements Button {}
}
