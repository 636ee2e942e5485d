package dev.llavero.bot.talk;

import dev.llavero.platform.vault.Secret;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** What somebody calls a key: 1–64 characters that can be seen, on one line. */
final class KeyName {
    static final int LONGEST = 64;

    /** Zero-width and direction marks, control characters, halves of characters, and the blanks that pass as letters. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u115F\\u1160\\u3164\\uFFA0\\u2800]");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]");

    private KeyName() {}

    static Optional<Secret> of(String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        var oneLine = BLANKS.matcher(typed).replaceAll(" ");
        var seen = INVISIBLE.matcher(oneLine).replaceAll("");
        var name = Normalizer.normalize(seen, Normalizer.Form.NFC).strip();
        var fits = VISIBLE.matcher(name).find() && name.codePointCount(0, name.length()) <= LONGEST;
        return fits ? Optional.of(new Secret(name)) : Optional.empty();
    }
}
