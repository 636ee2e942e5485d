package dev.llavero.keys.server;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Repeating what somebody typed, and guessing what they meant. */
final class Words {
    /** Without the signs of an address: a secret one may stand anywhere by mistake. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_. -]{1,32}");

    private Words() {}

    static String quote(String typed) {
        return HARMLESS.matcher(typed).matches() ? "'" + typed + "'" : "(not shown here)";
    }

    /** {@code , did you mean 'x'?} where one is near enough. */
    static String suggestion(String typed, Collection<String> known) {
        return nearest(typed, known).map(", did you mean '%s'?"::formatted).orElse("");
    }

    private static Optional<String> nearest(String typed, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3));
    }

    /** Levenshtein's, with capitals and underscores forgiven. */
    private static int distance(String typed, String word) {
        var from = typed.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        var last = new int[word.length() + 1];
        for (int j = 0; j <= word.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= Math.min(from.length(), 64); i++) {
            var row = new int[word.length() + 1];
            row[0] = i;
            for (int j = 1; j <= word.length(); j++) {
                var replaced = last[j - 1] + (from.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
            }
            last = row;
        }
        return last[word.length()];
    }
}
