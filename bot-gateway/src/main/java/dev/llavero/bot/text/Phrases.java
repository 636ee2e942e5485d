package dev.llavero.bot.text;

import dev.llavero.bot.person.Languages;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said in one language. */
public final class Phrases {
    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private static final Map<String, Phrases> SPOKEN =
            Languages.SPOKEN.stream().collect(Collectors.toUnmodifiableMap(code -> code, Phrases::new));

    private final String language;
    private final Locale locale;
    private final ResourceBundle bundle;

    private Phrases(String language) {
        this.language = language;
        this.locale = Locale.forLanguageTag(language);
        this.bundle = ResourceBundle.getBundle(
                "dev.llavero.bot.text.phrases", locale, Phrases.class.getClassLoader(), NO_OTHER_LANGUAGE);
    }

    /** @throws IllegalArgumentException if the bot does not speak it */
    public static Phrases in(String language) {
        var phrases = SPOKEN.get(language);
        if (phrases == null) {
            throw new IllegalArgumentException("The bot does not speak '" + language + "'");
        }
        return phrases;
    }

    public String language() {
        return language;
    }

    /** For buttons, toasts and commands, which know no markup. */
    public String plain(String phrase, String... values) {
        return format(phrase, values, value -> value);
    }

    /** Values are shown as they are, whatever they hold. */
    public Html html(String phrase, String... values) {
        return new Html(format(phrase, values, value -> Html.text(value).markup()));
    }

    /** Values are markup already. */
    public Html html(String phrase, Html first, Html... others) {
        var values = new String[others.length + 1];
        Arrays.setAll(values, index -> index == 0 ? first.markup() : others[index - 1].markup());
        return new Html(format(phrase, values, value -> value));
    }

    /** The day, such as 5 Mar 2026. */
    public String day(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(time.atZone(zone));
    }

    private String format(String phrase, String[] values, Function<String, String> shown) {
        return new MessageFormat(bundle.getString(phrase), locale)
                .format(Arrays.stream(values).map(shown).toArray());
    }
}
