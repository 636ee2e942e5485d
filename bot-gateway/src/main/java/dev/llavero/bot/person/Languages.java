package dev.llavero.bot.person;

import java.util.List;
import java.util.Locale;

/** Which language somebody is spoken to in. Never guessed: what we do not speak falls back to the operator's choice. */
public final class Languages {
    /** The codes that we speak, in the order in which they are offered. */
    public static final List<String> SPOKEN = List.of("es", "ru", "en");

    private Languages() {}

    public static boolean speaks(String language) {
        return SPOKEN.contains(language);
    }

    /**
     * What they chose, else what Telegram says (exact code, then its base: {@code pt-BR}, {@code pt}), else the default.
     *
     * @param fallback {@code DEFAULT_LANGUAGE}; English if we do not speak that either
     */
    public static String of(Person person, String fallback) {
        return of(person.chosenLanguage(), person.languageCode(), fallback);
    }

    static String of(String chosen, String code, String fallback) {
        if (chosen != null && speaks(chosen)) {
            return chosen;
        }
        var exact = code == null ? "" : code.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        var base = exact.split("-", 2)[0];
        if (speaks(exact)) {
            return exact;
        }
        if (speaks(base)) {
            return base;
        }
        return speaks(fallback) ? fallback : "en";
    }
}
