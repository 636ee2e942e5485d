package dev.llavero.app.op;

import java.util.List;

/** What lies in the vault, by the master key that wraps it; never what it says. Fails with {@link Unavailable}. */
interface VaultRows {
    /** Of every master key that ever wrapped something. */
    List<Use> uses();

    /** From now on nothing can come to lie under it. @return whether nothing did; otherwise nothing has changed */
    boolean retire(String masterKey);

    /** What lies under one master key. */
    record Use(String masterKey, long userKeys, long servers, boolean retired) {
        static Use none(String masterKey) {
            return new Use(masterKey, 0, 0, false);
        }

        long rows() {
            return userKeys + servers;
        }
    }
}
