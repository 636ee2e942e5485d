package dev.llavero.keys.key;

/**
 * What a user may have and has.
 *
 * @param limit keys allowed
 * @param living keys that count against it
 * @param ended whether their time is over
 */
record Allowance(int limit, int living, boolean ended) {
    boolean allowsOneMore() {
        return living < limit;
    }

    /** Not so for whoever is to be erased. */
    boolean allowsAny() {
        return limit > 0;
    }

    Allowance changedBy(int keys) {
        return new Allowance(limit, living + keys, ended);
    }
}
