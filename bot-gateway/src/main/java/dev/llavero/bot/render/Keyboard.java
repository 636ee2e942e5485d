package dev.llavero.bot.render;

import dev.llavero.bot.button.Button;
import dev.llavero.platform.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The buttons under a message, row by row. */
public record Keyboard(List<List<Option>> rows) {
    static final Keyboard NONE = new Keyboard(List.of());

    /** One button. */
    public sealed interface Option {
        String label();

        /** Comes back to us. */
        record Press(String label, Button button) implements Option {}

        /** Opens a page. */
        record Open(String label, URI page) implements Option {}

        /** Copies a text, without us. */
        record Copy(String label, Secret text) implements Option {}
    }

    static Keyboard of(Option... oneEach) {
        return new Keyboard(Stream.of(oneEach).map(List::of).toList());
    }

    Keyboard row(Option... options) {
        var more = new ArrayList<>(rows);
        more.add(List.of(options));
        return new Keyboard(List.copyOf(more));
    }

    /** Side by side, two in a row. */
    Keyboard pairs(List<? extends Option> options) {
        var keyboard = this;
        for (int first = 0; first < options.size(); first += 2) {
            var end = Math.min(first + 2, options.size());
            keyboard = keyboard.row(options.subList(first, end).toArray(Option[]::new));
        }
        return keyboard;
    }
}
