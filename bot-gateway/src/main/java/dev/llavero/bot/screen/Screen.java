package dev.llavero.bot.screen;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import java.util.UUID;

/**
 * What a person is to see, as ids only: stored in a {@code send} row and rendered when it is sent, from what is true then.
 * Nothing typed by anyone and no credential may stand in here.
 *
 * <p>A screen with buttons that create or destroy carries a draft id: however often and on however many devices such a button
 * is pressed, it is one command.
 */
@JsonTypeInfo(use = Id.SIMPLE_NAME, include = As.PROPERTY, property = "screen")
public sealed interface Screen {
    /** First contact: one sentence, one big button. */
    record Welcome(UUID draft) implements Screen {}

    /**
     * Came by an invitation that gives something.
     *
     * @param keys 0 if it does not say
     * @param days 0 if it does not say
     */
    record Invited(UUID draft, int keys, int days) implements Screen {}

    record ChooseProtocol(UUID draft) implements Screen {}

    record ChoosePlace(UUID draft, Protocol protocol) implements Screen {}

    /** Accepted, being done. */
    record Working(Task task) implements Screen {}

    /** After 10 seconds. */
    record StillWorking(Task task) implements Screen {}

    /** After 2 minutes: we will write when it is ready. */
    record WillWrite(Task task) implements Screen {}

    /** The key itself, with how to use it. But for {@link Qr} and {@link KeyFile} the only screen with a credential. */
    record Delivery(KeyId key) implements Screen {}

    /** A delivery that was hidden. */
    record Hidden(KeyId key) implements Screen {}

    /** The key as a picture for another device. Always a message of its own. */
    record Qr(KeyId key) implements Screen {}

    /** Which device the file of a WireGuard key is for. */
    record ChooseDevice(KeyId key) implements Screen {}

    /** A WireGuard key's file, with the steps on that device. Always a message of its own. */
    record KeyFile(KeyId key, Device device) implements Screen {}

    record InstallApp(KeyId key) implements Screen {}

    /** "It does not work": what we can see of the key, and which part it is. */
    record SelfCheck(KeyId key, UUID draft) implements Screen {}

    /** @param after the last key of the page before; null for the first page */
    record MyKeys(UUID draft, KeyId after) implements Screen {}

    /** @param elsewhere its server listens for it on another port than its user was told: they need it anew */
    record KeyCard(KeyId key, UUID draft, boolean elsewhere) implements Screen {
        public KeyCard(KeyId key, UUID draft) {
            this(key, draft, false);
        }
    }

    record ConfirmDelete(KeyId key, UUID draft) implements Screen {}

    record KeyDeleted(UUID draft) implements Screen {}

    record AskName(KeyId key) implements Screen {}

    /** @param key what it was about, may be null */
    record Refused(Reason reason, KeyId key, UUID draft) implements Screen {}

    record Help(UUID draft) implements Screen {}

    record Languages() implements Screen {}

    record Cancelled(UUID draft) implements Screen {}

    /** We did not understand; a hint and the menu. */
    record Unknown(UUID draft) implements Screen {}

    /** The button is from another time, or not of ours. */
    record StaleButton(UUID draft) implements Screen {}

    /** Their time is over, and so their keys rest. A message of its own. */
    record AccessEnded() implements Screen {}

    /** For strangers, where the door is not open to everybody. */
    record InvitedOnly() implements Screen {}

    /** Names longer than this bot keeps, or empty ones. */
    record BadName(KeyId key) implements Screen {}

    /** In a group: one button to the private chat, nothing personal. */
    record PrivateChatOnly() implements Screen {}

    /** For operators alone. */
    record Admin(AdminPage page) implements Screen {}

    /** A short text on top of the chat, answering a button. */
    record Toast(Note note) implements Screen {}

    /** No text of its own: for answering a button silently. */
    record Nothing() implements Screen {}
}
