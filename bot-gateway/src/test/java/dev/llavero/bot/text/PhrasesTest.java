package dev.llavero.bot.text;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.person.Languages;
import dev.llavero.bot.screen.Device;
import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.views.keys.KeyView.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasesTest {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_TOAST = 200;
    private static final int LONGEST_COMMAND = 256;
    /** What a phone shows of a button that fills a row. */
    private static final int LONGEST_BUTTON = 40;

    private static final String HOSTILE = "<b>&[x](tg://user?id=1)</i>{0} {99} '{' \u202Eevil\u2066\n\u0000\uD83D‏";

    static Stream<String> languages() {
        return Languages.SPOKEN.stream();
    }

    private static Map<String, String> phrases(String language) {
        var bundle = ResourceBundle.getBundle("dev.llavero.bot.text.phrases", Locale.forLanguageTag(language));
        return bundle.keySet().stream().collect(Collectors.toMap(phrase -> phrase, bundle::getString));
    }

    private static boolean plain(String phrase) {
        return Stream.of("button.", "toast.", "command.", "protocol.", "state.", "language.", "keyboard-removed")
                .anyMatch(phrase::startsWith);
    }

    private static Stream<String> allOf(String prefix, Enum<?>... constants) {
        return Arrays.stream(constants).map(constant -> prefix + constant.name());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageSaysTheSameThings(String language) {
        assertEquals(
                new TreeSet<>(phrases("en").keySet()),
                new TreeSet<>(phrases(language).keySet()));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everythingThatCanHappenHasItsPhrase(String language) {
        var needed = Stream.of(
                        allOf("refused.", Reason.values()),
                        allOf("working.", Task.values()),
                        allOf("toast.", Note.values()),
                        allOf("server.", ServerMode.values()),
                        allOf("advice.", SuspendReason.values()),
                        allOf("state.SUSPENDED.", SuspendReason.values()),
                        allOf("protocol.", Protocol.values()),
                        allOf("file.", Device.values()),
                        allOf("state.", State.values()).filter(state -> !state.equals("state.SUSPENDED")))
                .flatMap(phrases -> phrases)
                .collect(Collectors.toSet());
        needed.removeAll(phrases(language).keySet());
        assertEquals(Set.of(), needed);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyPhraseHasTheSamePlacesForValues(String language) {
        var english = phrases("en");
        phrases(language).forEach((phrase, text) -> assertEquals(places(english.get(phrase)), places(text), phrase));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** An apostrophe would quote what comes after it, and swallow a value. */
    @ParameterizedTest
    @MethodSource("languages")
    void noPhraseHasAnAsciiApostrophe(String language) {
        phrases(language).forEach((phrase, text) -> assertFalse(text.contains("'"), phrase));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void whateverTheValuesAreTelegramTakesTheText(String language) {
        var spoken = Phrases.in(language);
        phrases(language).keySet().stream().filter(phrase -> !plain(phrase)).forEach(phrase -> {
            var html = spoken.html(phrase, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
            var shown = TelegramHtml.shown(html);
            assertTrue(shown.length() <= LONGEST_TEXT, phrase);
            assertEquals(phrases(language).get(phrase).contains("{0}"), shown.contains(HOSTILE), phrase);
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void buttonsToastsAndCommandsAreShortAndPlain(String language) {
        phrases(language).forEach((phrase, text) -> {
            if (plain(phrase)) {
                assertFalse(text.contains("<") || text.contains("&") || text.isBlank(), phrase);
                assertTrue(text.length() <= longest(phrase), phrase + " is too long");
            }
        });
    }

    private static int longest(String phrase) {
        return phrase.startsWith("toast.")
                ? LONGEST_TOAST
                : phrase.startsWith("command.") ? LONGEST_COMMAND : LONGEST_BUTTON;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void bareTextIsWhatTheMarkupShows(String language) {
        var spoken = Phrases.in(language);
        phrases(language).keySet().stream().filter(phrase -> !plain(phrase)).forEach(phrase -> {
            var html = spoken.html(phrase, "<b>&\"", "x", "y", "z", "w");
            assertEquals(TelegramHtml.shown(html), html.plain(), phrase);
        });
    }

    @Test
    void aProtocolIsToldInAboutFiveWords() {
        languages().forEach(language -> allOf("protocol.", Protocol.values())
                .forEach(phrase -> assertTrue(Phrases.in(language).plain(phrase).split(" ").length <= 6, phrase)));
    }

    @Test
    void languagesAreNotTheSame() {
        assertNotEquals(phrases("es").get("welcome"), phrases("ru").get("welcome"));
        assertNotEquals(phrases("es").get("welcome"), phrases("en").get("welcome"));
    }

    @Test
    void daysAreWrittenAsPeopleThereWriteThem() {
        var day = java.time.Instant.parse("2026-03-05T23:30:00Z");
        assertEquals("Mar 5, 2026", Phrases.in("en").day(day, java.time.ZoneOffset.UTC));
        assertEquals("6 mar 2026", Phrases.in("es").day(day, java.time.ZoneId.of("Europe/Madrid")));
        assertEquals(
                "5 мар. 2026 г.",
                Phrases.in("ru")
                        .day(day, java.time.ZoneOffset.UTC)
                        .replace('\u202F', ' ')
                        .replace('\u00A0', ' '));
    }

    @Test
    void allOfThemAreRead() {
        languages().forEach(language -> assertDoesNotThrow(() -> Phrases.in(language)));
    }
}
