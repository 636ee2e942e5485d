package dev.llavero.vpn;

/** Why a server will not hold a key. */
public enum Refusal {
    /** Something of it is in use by another key there: make a new one. */
    CREDENTIAL_TAKEN,
    /** The id exists there with another credential. */
    DIFFERENT_KEY,
    /** The server has seen a later placement of this key: the call comes from the past. */
    OUTDATED,
    /** The server calls the request itself wrong. */
    INVALID
}
