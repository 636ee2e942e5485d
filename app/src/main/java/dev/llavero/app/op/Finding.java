package dev.llavero.app.op;

/**
 * What was looked at and how it is.
 *
 * @param mend what to do about it; null if there is nothing to do
 */
record Finding(String part, boolean well, String found, String mend) {
    static Finding well(String part, String found) {
        return new Finding(part, true, found, null);
    }

    static Finding wrong(String part, String found, String mend) {
        return new Finding(part, false, found, mend);
    }
}
