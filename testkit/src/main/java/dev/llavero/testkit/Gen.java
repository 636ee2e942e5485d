package dev.llavero.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Random values that are the same for the same seed, on every machine.
 *
 * <pre>{@code
 * Gen.forAll(200, gen -> {
 *     var commands = gen.listOf(0, 20, () -> aCommand(gen));
 *     …
 * });
 * }</pre>
 *
 * A failure names its seed; {@code -Dllavero.seed=<seed>} runs that case alone.
 */
public final class Gen {

    /** Texts that have broken programs before: markup, right-to-left, combining, beyond the BMP, control characters. */
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "\n",
            "\u0000",
            "<b>&[x](tg://)",
            "'; drop table key; --",
            "שלום",
            "سلام",
            "e\u0301",
            "👨‍👩‍👧",
            "\u202Eevil",
            "\u200B",
            "ñ",
            "Я",
            "中",
            "\\n",
            "%s",
            "${x}");

    /** What is tried with every seed. */
    public interface Property {
        void holds(Gen gen) throws Exception;
    }

    private final long seed;
    private final Random random;

    private Gen(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static Gen of(long seed) {
        return new Gen(seed);
    }

    /** Tries the property with so many new seeds, or only with the one given by {@code llavero.seed}. */
    public static void forAll(int cases, Property property) {
        Long replayed = Long.getLong("llavero.seed");
        if (replayed != null) {
            tryWith(replayed, property);
            return;
        }
        for (int i = 0; i < cases; i++) tryWith(ThreadLocalRandom.current().nextLong(), property);
    }

    private static void tryWith(long seed, Property property) {
        try {
            property.holds(of(seed));
        } catch (Throwable failure) {
            throw new AssertionError(
                    "%s%nseed %d, replay with -Dllavero.seed=%d".formatted(failure.getMessage(), seed, seed), failure);
        }
    }

    public long seed() {
        return seed;
    }

    /** Both ends included. */
    public int intBetween(int least, int most) {
        return (int) longBetween(least, most);
    }

    /** Both ends included. */
    public long longBetween(long least, long most) {
        if (most < Long.MAX_VALUE) return random.nextLong(least, most + 1);
        return least == Long.MIN_VALUE ? random.nextLong() : random.nextLong(least - 1, most) + 1;
    }

    /** @param probability from 0 (never) to 1 (always) */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return oneOf(List.of(choices));
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public <T> List<T> listOf(int least, int most, Supplier<? extends T> element) {
        int size = intBetween(least, most);
        var list = new ArrayList<T>(size);
        while (list.size() < size) list.add(element.get());
        return list;
    }

    public <T> List<T> shuffled(List<T> list) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** The same elements in the same order, each kept with this probability. */
    public <T> List<T> some(List<T> list, double probability) {
        return list.stream().filter(element -> chance(probability)).toList();
    }

    public byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Letters and digits, as in names and tokens. */
    public String word(int length) {
        String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        var word = new StringBuilder(length);
        while (word.length() < length) word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return word.toString();
    }

    /** What a person might type, to annoy or by accident. */
    public String text() {
        return String.join(oneOf("", " "), listOf(0, 6, () -> chance(0.5) ? word(intBetween(1, 8)) : oneOf(AWKWARD)));
    }
}
