package dev.llavero.platform.vault;

/** What a sealed thing is for; part of what it is bound to. */
public enum Purpose {
    /** What a server needs to know of a key: a password, a key pair. */
    CREDENTIAL,
    /** What a user calls a key. Subject: the key's id. */
    KEY_NAME
}
