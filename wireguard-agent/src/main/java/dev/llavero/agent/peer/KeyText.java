package dev.llavero.agent.peer;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The two written forms of 32 bytes: base64 for people and {@code wg}, hexadecimal for the UAPI socket. */
final class KeyText {

    /** The last digit has two bits that belong to no byte: they must be 0, or one key would have four spellings. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private static final String FORM = "32 bytes in base64, not all zero";

    private KeyText() {}

    static String checked(String field, String text) {
        if (text == null || !BASE64.matcher(text).matches()) throw new Invalid(field, FORM);
        if (Arrays.equals(bytes(text), new byte[32])) throw new Invalid(field, FORM);
        return text;
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String hex(String base64) {
        return HexFormat.of().formatHex(bytes(base64));
    }
}
