package dev.llavero.bot.text;

import java.util.stream.Collectors;

/**
 * A text that somebody typed, made fit to stand inside a line of ours: on one line, not endless, and in a bidirectional
 * isolate of its own, so that a name in Persian does not turn the rest of the line around.
 */
public final class Isolated {
    /** As many characters as a name may have. */
    public static final int LONGEST = 64;

    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    private Isolated() {}

    /** @return empty when nothing visible is left */
    public static String name(String typed) {
        var clean = typed.codePoints()
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .filter(Isolated::harmless)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        if (clean.codePoints().noneMatch(Isolated::visible)) {
            return "";
        }
        return FIRST_STRONG_ISOLATE + shortened(clean) + POP_ISOLATE;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** Controls, half surrogates and embeddings or overrides of direction, which could reach out of the isolate. */
    private static boolean harmless(int point) {
        var control = Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
        var direction = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        return !control && !direction;
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR, Character.UNASSIGNED, Character.NON_SPACING_MARK -> false;
            default -> true;
        };
    }
}
