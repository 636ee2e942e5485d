package dev.llavero.benchmarks;

/**
 * How much is measured.
 *
 * @param warmUps rounds whose figures are thrown away: compilers and caches
 * @param burst updates that wait when they are let go
 * @param seconds how long a steady pace is kept
 */
record Size(int rounds, int warmUps, int burst, int seconds) {
    static final Size WHOLE = new Size(5, 1, 2_000, 10);

    /** Only to see that it works. */
    static final Size QUICK = new Size(1, 0, 100, 2);

    Size rounds(int other) {
        return new Size(other, warmUps, burst, seconds);
    }
}
