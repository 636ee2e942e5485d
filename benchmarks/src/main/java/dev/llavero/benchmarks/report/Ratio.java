package dev.llavero.benchmarks.report;

/**
 * How many times better one contender is than another, in the same round. Always the greater the better: for times it is the
 * other's time by ours.
 *
 * @param aim null if there is none
 */
public record Ratio(String title, Quantity over, Quantity under, Double aim) {
    /** Of rates: ours by theirs. */
    public static Ratio ofRates(Quantity ours, String other, Double aim) {
        return new Ratio(ours.measure() + ": Llavero / " + other, ours, ours.of(other), aim);
    }

    /** Of times: theirs by ours. */
    public static Ratio ofTimes(Quantity ours, String other, Double aim) {
        return new Ratio(ours.measure() + ": " + other + " / Llavero", ours.of(other), ours, aim);
    }

    double in(Round round) {
        return round.value(over) / round.value(under);
    }
}
