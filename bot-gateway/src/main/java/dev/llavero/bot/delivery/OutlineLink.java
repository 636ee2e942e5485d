package dev.llavero.bot.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;

/** Renders the {@code ss://} link (SIP002) that a user opens in the Outline app. It is a secret: hand it out, keep it not. */
public final class OutlineLink {

    /** Outline shows one line; and a link must stay scannable as a QR code. */
    private static final int LONGEST_NAME = 60;

    private OutlineLink() {}

    /**
     * @param host a DNS name, an IPv4 or an IPv6 address, the latter with or without brackets
     * @param name what the app shows; any text that a person typed
     */
    public static String render(String method, String password, String host, int port, String name) {
        var user = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((method + ":" + password).getBytes(StandardCharsets.UTF_8));
        return "ss://" + user + "@" + bracketed(host) + ":" + port + "/?outline=1" + tag(name);
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String tag(String name) {
        var shown = shown(name);
        return shown.isEmpty() ? "" : "#" + percentEncoded(shown);
    }

    /**
     * The name without what could break a line or turn the text around it: quotes, controls, line ends, marks of
     * direction. Joiners stay, for emoji and Persian need them.
     */
    private static String shown(String name) {
        var clean = Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .filter(OutlineLink::isShown)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" +", " ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST_NAME
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> c == 0x200C || c == 0x200D || c >= 0xE0020 && c <= 0xE007F;
            default -> "\"'`«»“”„‘’<>".indexOf(c) < 0;
        };
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
