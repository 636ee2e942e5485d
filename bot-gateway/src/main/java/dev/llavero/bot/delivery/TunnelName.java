package dev.llavero.bot.delivery;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a WireGuard file is called before its {@code .conf}. It becomes the name of a network interface, so it is short and
 * plain, and every system takes it for a file.
 */
public final class TunnelName {
    /** Linux's longest name of an interface. */
    public static final int LONGEST = 15;

    private static final Pattern OF_WINDOWS = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private static final Map<Integer, String> CYRILLIC = Map.ofEntries(
            letter('а', "a"),
            letter('б', "b"),
            letter('в', "v"),
            letter('г', "g"),
            letter('д', "d"),
            letter('е', "e"),
            letter('ж', "zh"),
            letter('з', "z"),
            letter('и', "i"),
            letter('к', "k"),
            letter('л', "l"),
            letter('м', "m"),
            letter('н', "n"),
            letter('о', "o"),
            letter('п', "p"),
            letter('р', "r"),
            letter('с', "s"),
            letter('т', "t"),
            letter('у', "u"),
            letter('ф', "f"),
            letter('х', "h"),
            letter('ц', "ts"),
            letter('ч', "ch"),
            letter('ш', "sh"),
            letter('щ', "sch"),
            letter('ъ', ""),
            letter('ы', "y"),
            letter('ь', ""),
            letter('э', "e"),
            letter('ю', "yu"),
            letter('я', "ya"));

    private TunnelName() {}

    /**
     * @param typed what a person called the key; null or anything else
     * @param place stands in where nothing usable was typed, with a few letters of the key's id: two of them in one app must differ
     */
    public static String of(String typed, LocationCode place, KeyId key) {
        var plain = typed == null ? "" : plain(typed);
        return plain.isEmpty() || OF_WINDOWS.matcher(plain).matches() ? nameless(place, key) : plain;
    }

    private static String nameless(LocationCode place, KeyId key) {
        var id = key.value().toString();
        return cut(plain(place.value()), LONGEST - 4) + "-" + id.substring(id.length() - 3);
    }

    /** Marks come off their letters ({@code é} is {@code e}); whatever is still not plain becomes one hyphen. */
    private static String plain(String typed) {
        var letters = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKD)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(point -> letters.append(latin(point)));
        return cut(letters.toString().replaceAll("[^A-Za-z0-9]+", "-"), LONGEST);
    }

    private static String latin(int point) {
        var small = CYRILLIC.get(Character.toLowerCase(point));
        if (small == null) {
            return Character.toString(point);
        }
        return Character.isUpperCase(point) && !small.isEmpty()
                ? small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1)
                : small;
    }

    private static String cut(String name, int longest) {
        var trimmed = name.replaceAll("^-+|-+$", "");
        return trimmed.length() <= longest
                ? trimmed
                : trimmed.substring(0, longest).replaceAll("-+$", "");
    }

    private static Map.Entry<Integer, String> letter(char cyrillic, String latin) {
        return Map.entry((int) cyrillic, latin);
    }
}
