package dev.llavero.vpn;

/** Why a server counts as down for this call. */
public enum Fault {
    /** No connection, or it broke. */
    CONNECT,
    /** No whole answer in time. */
    TIMEOUT,
    /** Another certificate than the pinned one; nothing was sent. */
    CERTIFICATE,
    RATE_LIMITED,
    SERVER_ERROR,
    /** Redirects are never followed: they would carry the secret prefix elsewhere. */
    REDIRECT,
    /** Nobody knows its access, so it was not asked. */
    NO_ACCESS,
    /** An answer that is not what was asked for, such as HTML, half a JSON, or another key. */
    BAD_ANSWER
}
