package dev.llavero.testkit.telegram;

import dev.llavero.testkit.telegram.FormattedText.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code parse_mode=HTML} as Telegram's server does, refusals included. It differs in one point on purpose: the
 * server lets a bare {@code &} pass, the documentation forbids it, and so does {@code strict} here, because a bare
 * {@code &} means that somebody forgot to escape.
 */
final class Html {
    private static final Set<String> TAGS = Set.of(
            "a",
            "b",
            "strong",
            "i",
            "em",
            "s",
            "strike",
            "del",
            "u",
            "ins",
            "tg-spoiler",
            "tg-emoji",
            "span",
            "pre",
            "code",
            "blockquote");

    private final String source;
    private final boolean strict;
    private final StringBuilder text = new StringBuilder();
    private final List<Entity> entities = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private record Open(String tag, String argument, int offset) {}

    private Html(String source, boolean strict) {
        this.source = source;
        this.strict = strict;
    }

    static FormattedText parse(String source, boolean strict) {
        return new Html(source, strict).parse();
    }

    private FormattedText parse() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '<') {
                if (peek(1) == '/') endTag();
                else startTag();
            } else if (c == '&') {
                text.append(reference());
            } else {
                text.append(c);
                at++;
            }
        }
        if (!open.isEmpty())
            throw refused("Can't find end tag corresponding to start tag \""
                    + open.peek().tag() + '"');
        return new FormattedText(text.toString(), List.copyOf(entities));
    }

    private void startTag() {
        int begin = at++;
        while (here() != 0 && !space(here()) && here() != '>') at++;
        if (here() == 0) throw refused("Unclosed start tag at byte offset " + bytes(begin));
        String tag = source.substring(begin + 1, at).toLowerCase(Locale.ROOT);
        if (!TAGS.contains(tag)) throw refused("Unsupported start tag \"" + tag + "\" at byte offset " + bytes(begin));
        String argument = attributes(tag, begin);
        if (tag.equals("span") && !"spoiler".equals(argument))
            throw refused("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + bytes(begin));
        at++;
        open.push(new Open(tag, argument, text.length()));
    }

    /** The one attribute that means something for this tag, or null. */
    private String attributes(String tag, int begin) {
        String argument = null;
        while (true) {
            skipSpace();
            if (here() == '>') return argument;
            int nameBegin = at;
            while (here() != 0 && !space(here()) && "=>/\"'".indexOf(here()) < 0) at++;
            if (here() == 0) throw refused("Unclosed start tag \"" + tag + "\" at byte offset " + bytes(begin));
            String name = source.substring(nameBegin, at).toLowerCase(Locale.ROOT);
            if (name.isEmpty())
                throw refused("Empty attribute name in the tag \"" + tag + "\" at byte offset " + bytes(begin));
            skipSpace();
            if (here() != '=') {
                if (tag.equals("blockquote") && name.equals("expandable")) argument = "expandable";
                continue;
            }
            at++;
            skipSpace();
            String value = attributeValue();
            if (here() == 0) throw refused("Unclosed start tag at byte offset " + bytes(begin));
            String meant = meaning(tag, name, value);
            if (meant != null) argument = meant;
        }
    }

    private static String meaning(String tag, String name, String value) {
        return switch (tag + " " + name) {
            case "a href", "tg-emoji emoji-id" -> value;
            case "code class" -> value.startsWith("language-") ? value.substring("language-".length()) : null;
            case "span class" -> value.startsWith("tg-") ? value.substring("tg-".length()) : null;
            case "blockquote expandable" -> "expandable";
            default -> null;
        };
    }

    private String attributeValue() {
        char quote = here();
        if (quote != '"' && quote != '\'') {
            int begin = at;
            while (Character.isLetterOrDigit(here()) || here() == '.' || here() == '-') at++;
            if (here() != 0 && !space(here()) && here() != '>')
                throw refused("Unexpected end of name token at byte offset " + bytes(begin));
            return source.substring(begin, at).toLowerCase(Locale.ROOT);
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (here() != 0 && here() != quote) {
            if (here() == '&') value.append(reference());
            else value.append(source.charAt(at++));
        }
        if (here() == quote) at++;
        return value.toString();
    }

    private void endTag() {
        int begin = at;
        if (open.isEmpty()) throw refused("Unexpected end tag at byte offset " + bytes(begin));
        at += 2;
        while (here() != 0 && !space(here()) && here() != '>') at++;
        String tag = source.substring(begin + 2, at).toLowerCase(Locale.ROOT);
        skipSpace();
        if (here() != '>') throw refused("Unclosed end tag at byte offset " + bytes(begin));
        at++;
        Open start = open.pop();
        if (!tag.isEmpty() && !tag.equals(start.tag()))
            throw refused("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
                    .formatted(bytes(begin), start.tag(), tag));
        if (text.length() > start.offset()) close(start);
    }

    private void close(Open start) {
        int offset = start.offset();
        int length = text.length() - offset;
        switch (start.tag()) {
            case "b", "strong" -> add("bold", offset, length);
            case "i", "em" -> add("italic", offset, length);
            case "s", "strike", "del" -> add("strikethrough", offset, length);
            case "u", "ins" -> add("underline", offset, length);
            case "tg-spoiler", "span" -> add("spoiler", offset, length);
            case "tg-emoji" -> entities.add(new Entity("custom_emoji", offset, length, null, null, start.argument()));
            case "blockquote" -> add(start.argument() == null ? "blockquote" : "expandable_blockquote", offset, length);
            case "pre" -> closePre(offset, length);
            case "code" -> entities.add(new Entity("code", offset, length, null, start.argument(), null));
            case "a" -> closeLink(start.argument(), offset, length);
            default -> throw new IllegalStateException("tag " + start.tag());
        }
    }

    /** {@code <pre><code class="language-x">} is one entity with a language. */
    private void closePre(int offset, int length) {
        Entity last = entities.isEmpty() ? null : entities.getLast();
        boolean around =
                last != null && last.type().equals("code") && last.offset() == offset && last.length() == length;
        if (around) entities.removeLast();
        entities.add(new Entity("pre", offset, length, null, around ? last.language() : null, null));
    }

    /** A link whose address is no address is not refused: Telegram drops the link and keeps the text. */
    private void closeLink(String href, int offset, int length) {
        String url = href == null || href.isEmpty() ? text.substring(offset) : href;
        if (url.matches("(?i)(https?|tg|ton)://.+"))
            entities.add(new Entity("text_link", offset, length, url, null, null));
    }

    private void add(String type, int offset, int length) {
        entities.add(Entity.of(type, offset, length));
    }

    private String reference() {
        int semicolon = source.indexOf(';', at);
        String name = semicolon > at && semicolon - at <= 10 ? source.substring(at + 1, semicolon) : "";
        String decoded =
                switch (name) {
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "amp" -> "&";
                    case "quot" -> "\"";
                    default -> numeric(name);
                };
        if (decoded == null && strict) throw refused("Unsupported or unescaped \"&\" at byte offset " + bytes(at));
        at = decoded == null ? at + 1 : semicolon + 1;
        return decoded == null ? "&" : decoded;
    }

    private static String numeric(String name) {
        if (!name.matches("#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6})")) return null;
        boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
        int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return code > 0 && code <= 0x10FFFF ? Character.toString(code) : null;
    }

    private char here() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    private void skipSpace() {
        while (space(here())) at++;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == 0x0B;
    }

    private int bytes(int index) {
        return source.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Refusal refused(String why) {
        return Refusal.badRequest("can't parse entities: " + why);
    }
}
