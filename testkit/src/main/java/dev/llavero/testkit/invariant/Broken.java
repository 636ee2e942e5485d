package dev.llavero.testkit.invariant;

/**
 * An invariant that does not hold.
 *
 * @param invariant its number and what it says
 * @param sentence what is wrong and where, without secrets
 */
public record Broken(String invariant, String sentence) {
    @Override
    public String toString() {
        return "invariant " + invariant + ": " + sentence;
    }
}
