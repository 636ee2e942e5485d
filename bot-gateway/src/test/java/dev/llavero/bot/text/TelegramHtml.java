package dev.llavero.bot.text;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads Telegram's HTML as strictly as Telegram does. */
public final class TelegramHtml {
    private static final Set<String> TAGS = Set.of("b", "code");
    private static final Set<String> ENTITIES = Set.of("&lt;", "&gt;", "&amp;", "&quot;");
    private static final Pattern PIECE = Pattern.compile("<(/?)([^<>]*)>|&[^;\\s]*;?|[^<>&]+|[<>]", Pattern.DOTALL);

    private TelegramHtml() {}

    /** @return what is shown @throws AssertionError if Telegram would refuse it */
    public static String shown(Html html) {
        var text = new StringBuilder();
        var open = new ArrayDeque<String>();
        var pieces = PIECE.matcher(html.markup());
        while (pieces.find()) {
            var piece = pieces.group();
            if (pieces.group(2) != null) {
                tag(piece, pieces.group(1).isEmpty(), pieces.group(2), open);
            } else if (piece.startsWith("&")) {
                text.append(entity(piece));
            } else if (piece.equals("<") || piece.equals(">")) {
                throw new AssertionError("a bare " + piece + " in " + html.markup());
            } else {
                text.append(piece);
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError("left open: " + open + " in " + html.markup());
        }
        return text.toString();
    }

    private static void tag(String piece, boolean opens, String name, ArrayDeque<String> open) {
        if (!TAGS.contains(name)) {
            throw new AssertionError("no tag of ours: " + piece);
        }
        if (opens) {
            open.push(name);
        } else if (open.isEmpty() || !open.pop().equals(name)) {
            throw new AssertionError("closes what is not open: " + piece);
        }
    }

    private static String entity(String piece) {
        if (!ENTITIES.contains(piece)) {
            throw new AssertionError("no entity: " + piece);
        }
        return new Html(piece).plain();
    }
}
