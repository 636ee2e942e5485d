package dev.llavero.testkit.invariant;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Many words to be looked for in much text: one pass, however many there are. */
final class Needles {
    /** So many characters fit into a long, by their lower halves. */
    private static final int WINDOW = 8;

    private static final int SHORTCUT_BITS = 20;

    private final Map<String, String> names;
    private final List<String> shortOnes;
    private final Map<Long, List<String>> byBeginning = new HashMap<>();
    private final BitSet shortcut = new BitSet(1 << SHORTCUT_BITS);

    /** @param names what to call each */
    Needles(Map<String, String> names) {
        this.names = Map.copyOf(names);
        shortOnes = names.keySet().stream()
                .filter(needle -> needle.length() < WINDOW)
                .toList();
        names.keySet().stream().filter(needle -> needle.length() >= WINDOW).forEach(this::index);
    }

    private void index(String needle) {
        var beginning = 0L;
        for (int i = 0; i < WINDOW; i++) {
            beginning = next(beginning, needle.charAt(i));
        }
        shortcut.set(mixed(beginning));
        byBeginning.computeIfAbsent(beginning, none -> new ArrayList<>()).add(needle);
    }

    private static long next(long window, char character) {
        return window << 8 | character & 0xff;
    }

    private static int mixed(long window) {
        return (int) (window * 0x9E3779B97F4A7C15L >>> 64 - SHORTCUT_BITS);
    }

    /** The names of those that are in the text. */
    Set<String> in(String text) {
        var found = new LinkedHashSet<String>();
        shortOnes.stream().filter(text::contains).map(names::get).forEach(found::add);
        var window = 0L;
        for (int end = 0; end < text.length(); end++) {
            window = next(window, text.charAt(end));
            if (shortcut.get(mixed(window))) {
                var begin = end - WINDOW + 1;
                byBeginning.getOrDefault(window, List.of()).stream()
                        .filter(needle -> text.startsWith(needle, begin))
                        .map(names::get)
                        .forEach(found::add);
            }
        }
        return found;
    }
}
