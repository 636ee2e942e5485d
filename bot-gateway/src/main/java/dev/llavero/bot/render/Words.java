package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.text.Html;
import dev.llavero.bot.text.Isolated;
import dev.llavero.bot.text.Phrases;
import dev.llavero.views.keys.KeyView;
import java.util.Locale;
import java.util.UUID;

/** How things are called in the language of a screen. */
record Words(Phrases phrases, Facts facts) {
    /** What its owner calls it, else its place. */
    String name(KeyView key) {
        var typed = Isolated.name(facts.names().getOrDefault(key.key(), ""));
        return typed.isEmpty() ? place(key) : typed;
    }

    /** Name and place; only the place of a key without a name. */
    String fullName(KeyView key) {
        return named(key) ? name(key) + " · " + place(key) : place(key);
    }

    Html title(KeyView key) {
        var bold = "<b>" + Html.text(name(key)).markup() + "</b>";
        return new Html(named(key) ? bold + " · " + Html.text(place(key)).markup() : bold);
    }

    private boolean named(KeyView key) {
        return !Isolated.name(facts.names().getOrDefault(key.key(), "")).isEmpty();
    }

    /** Flag and name; the code of a place that no server tells of. */
    String place(KeyView key) {
        var server = facts.servers().get(key.server());
        if (server == null) {
            return key.location().value().toUpperCase(Locale.ROOT);
        }
        var names = server.locationNames();
        var english = names.getOrDefault("en", key.location().value().toUpperCase(Locale.ROOT));
        return flagged(server.flag(), names.getOrDefault(phrases.language(), english));
    }

    String flagged(String flag, String name) {
        return flag == null || flag.isEmpty() ? name : flag + " " + name;
    }

    String sign(KeyView key) {
        return switch (key.state()) {
            case REQUESTED -> "⏳";
            case ACTIVE -> "🟢";
            case SUSPENDED -> "⏸";
            case REVOKING -> "🗑";
            case REVOKED, REFUSED -> "⚫";
        };
    }

    Html state(KeyView key) {
        var why = key.suspended() == null ? "" : "." + key.suspended();
        return Html.text(phrases.plain("state." + key.state() + why));
    }

    /** With its sign in front. */
    Html signedState(KeyView key) {
        return new Html(sign(key) + " " + state(key).markup());
    }

    Html html(String phrase, String... values) {
        return phrases.html(phrase, values);
    }

    Option press(String phrase, Button button) {
        return new Option.Press(phrases.plain("button." + phrase), button);
    }

    Option myKeys() {
        return press("my-keys", new Button.ShowKeys(null));
    }

    Option newKey(UUID draft) {
        return press("new-key", new Button.Choose(draft));
    }
}
