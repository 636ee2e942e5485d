package dev.llavero.bot.send;

import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.render.Keyboard;
import dev.llavero.bot.render.Keyboard.Option;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.CopyTextButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/** A keyboard as Telegram takes it. */
final class Markup {
    private Markup() {}

    /** @return null without buttons: an edit then takes away those that were there */
    static InlineKeyboardMarkup of(Keyboard keyboard) {
        return keyboard.rows().isEmpty()
                ? null
                : new InlineKeyboardMarkup(keyboard.rows().stream()
                        .map(row -> new InlineKeyboardRow(
                                row.stream().map(Markup::button).toList()))
                        .toList());
    }

    private static InlineKeyboardButton button(Option option) {
        var button = InlineKeyboardButton.builder().text(option.label());
        return switch (option) {
            case Option.Press(var label, var pressed) ->
                button.callbackData(CallbackData.write(pressed)).build();
            case Option.Open(var label, var page) -> button.url(page.toString()).build();
            case Option.Copy(var label, var text) ->
                button.copyText(new CopyTextButton(text.reveal())).build();
        };
    }
}
