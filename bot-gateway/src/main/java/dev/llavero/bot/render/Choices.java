package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.person.Languages;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.text.Html;
import dev.llavero.bot.text.Phrases;
import dev.llavero.contracts.Protocol;
import dev.llavero.views.servers.PlaceView;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way to a key. */
record Choices(Facts facts, Words words) {
    /** Telegram shows no more than 100 buttons, and nobody reads as many. */
    private static final int MOST_PLACES = 40;

    Rendered welcome(UUID draft) {
        return Rendered.of(words.html("welcome"), toAKey(draft).row(otherLanguages()));
    }

    private Keyboard toAKey(UUID draft) {
        return Keyboard.of(
                words.press("get-key", new Button.GetKey(draft)), words.press("choose", new Button.Choose(draft)));
    }

    Rendered invited(UUID draft, int keys, int days) {
        var gives = Stream.of(gift("invited.keys", keys), gift("invited.days", days))
                .flatMap(Optional::stream)
                .map(Html::markup)
                .collect(Collectors.joining("\n"));
        return Rendered.of(
                words.phrases().html("invited", new Html(gives)),
                toAKey(draft).row(words.myKeys()).row(otherLanguages()));
    }

    private Optional<Html> gift(String phrase, int number) {
        return number == 0 ? Optional.empty() : Optional.of(words.html(phrase, Integer.toString(number)));
    }

    private Option[] otherLanguages() {
        return Languages.SPOKEN.stream()
                .filter(code -> !code.equals(words.phrases().language()))
                .map(Choices::language)
                .toArray(Option[]::new);
    }

    /** In its own script. */
    static Option language(String code) {
        return new Option.Press(Phrases.in(code).plain("language.name"), new Button.PickLanguage(code));
    }

    Rendered protocol(UUID draft) {
        var offered = offered();
        if (offered.size() <= 1) {
            return place(draft, null);
        }
        var options = offered.stream()
                .map(protocol -> new Option.Press(
                        words.phrases().plain("protocol." + protocol), new Button.PickProtocol(draft, protocol)))
                .toArray(Option[]::new);
        return Rendered.of(words.html("choose-protocol"), Keyboard.of(options).row(words.myKeys()));
    }

    private Set<Protocol> offered() {
        return facts.places().stream()
                .flatMap(place -> place.protocols().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Protocol.class)));
    }

    /** @param asked null: the one that there is */
    Rendered place(UUID draft, Protocol asked) {
        var protocol = asked == null ? offered().stream().findFirst().orElse(Protocol.OUTLINE) : asked;
        var places = facts.places().stream()
                .filter(place -> place.protocols().contains(protocol))
                .limit(MOST_PLACES)
                .map(place -> pick(draft, protocol, place))
                .toList();
        if (places.isEmpty()) {
            return Rendered.of(words.html("choose-place.none"), Keyboard.of(words.myKeys()));
        }
        var keyboard = Keyboard.of(words.press("fastest", new Button.PickPlace(draft, protocol, null)))
                .pairs(places)
                .row(words.myKeys());
        return Rendered.of(words.html("choose-place"), keyboard);
    }

    private Option pick(UUID draft, Protocol protocol, PlaceView place) {
        return new Option.Press(
                words.flagged(place.flag(), place.name(words.phrases().language())),
                new Button.PickPlace(draft, protocol, place.code()));
    }
}
