package dev.llavero.testkit.outline;

/**
 * How far Outline's transfer figure is off. Both errors come from the scrapes and not from the amount, so they stop
 * growing at {@code mostBytes}.
 *
 * @param missed share of a key's first bytes that no scrape saw
 * @param wobble share by which a reading may be above or below the last
 */
public record Estimate(double missed, double wobble, long mostBytes) {

    public static final Estimate AS_SEEN = new Estimate(0.35, 0.11, 4_000_000);
    public static final Estimate EXACT = new Estimate(0, 0, 0);

    long of(long bytes, double chance) {
        return Math.max(0, Math.round(bytes - share(missed, bytes) + chance * share(wobble, bytes)));
    }

    private double share(double share, long bytes) {
        return Math.min(share * bytes, mostBytes);
    }
}
