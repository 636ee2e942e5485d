package dev.llavero.playground;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much is broken.
 *
 * @param lasts zero: until somebody ends it
 * @param every between two strikes, on average
 * @param people who use the bot meanwhile
 * @param seed of what strikes when, and of what the people do
 */
record ChaosPlan(Duration lasts, Duration every, int people, long seed) {
    private static final int MOST_PEOPLE = 50;

    /** @throws Refusal if the words are none of {@code --minutes N --every SECONDS --people N --seed N} */
    static ChaosPlan parse(List<String> words) {
        var plan = new ChaosPlan(
                Duration.ZERO,
                Duration.ofSeconds(6),
                5,
                ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
        for (int at = 0; at < words.size(); at += 2) {
            plan = plan.with(words.get(at), at + 1 < words.size() ? words.get(at + 1) : "");
        }
        return plan;
    }

    private ChaosPlan with(String option, String value) {
        return switch (option) {
            case "--minutes" -> new ChaosPlan(Duration.ofMinutes(number(option, value, 1_440)), every, people, seed);
            case "--every" -> new ChaosPlan(lasts, Duration.ofSeconds(number(option, value, 3_600)), people, seed);
            case "--people" -> new ChaosPlan(lasts, every, number(option, value, MOST_PEOPLE), seed);
            case "--seed" -> new ChaosPlan(lasts, every, people, number(option, value, Integer.MAX_VALUE));
            default ->
                throw new Refusal(
                        Refusal.USAGE, "chaos knows --minutes N, --every SECONDS, --people N, --seed N; not " + option);
        };
    }

    private static int number(String option, String value, int most) {
        if (!value.matches("[1-9]\\d{0,9}") || Long.parseLong(value) > most) {
            throw new Refusal(Refusal.USAGE, "%s wants a number from 1 to %d".formatted(option, most));
        }
        return Integer.parseInt(value);
    }
}
