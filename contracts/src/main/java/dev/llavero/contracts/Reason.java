package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;

/** Why a command was refused. Closed: every reason has a sentence in every language of the bot (a test looks). */
public enum Reason {
    /** The user already has as many keys as their entitlement allows. */
    KEY_LIMIT_REACHED,
    /** The user's time is over. */
    ENTITLEMENT_ENDED,
    /** No server that fits has room for one more key. */
    NO_ROOM,
    /** Every WireGuard address of the fleet is in use. */
    NO_ADDRESS,
    NO_SUCH_LOCATION,
    /** No server in that place speaks the protocol asked for. */
    PROTOCOL_NOT_OFFERED,
    NO_SUCH_KEY,
    /** The key belongs to somebody else. */
    NOT_YOURS,
    /** A key with this id is there already, and belongs to a different request. */
    KEY_EXISTS,
    /** The key's state does not allow it now: it is still being made, or being removed. */
    NOT_NOW,
    /** The key has been revoked or was never made. */
    KEY_ENDED,
    /** The key was deleted before this was done. */
    WITHDRAWN,
    /** The key is held by an operator or a limit, so its user cannot resume it. */
    HELD,
    NO_SUCH_SERVER,
    /** The servers file owns this server; change it there. */
    MANAGED_BY_FILE,
    /** One that only a later version knows, as this version reads it. Never given. */
    @JsonEnumDefaultValue
    OTHER;

    /** Of a row, which a later version may have written. */
    public static Reason named(String name) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(OTHER);
    }
}
