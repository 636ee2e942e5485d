package dev.llavero.bot.send;

import dev.llavero.bot.person.Languages;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.bot.text.Phrases;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;

/** Tells Telegram what stands behind the menu button: when the process starts, and once a day. */
final class CommandList implements Worker {
    private static final List<String> COMMANDS = List.of("newkey", "keys", "language", "help");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final TelegramApi telegram;
    private final String defaultLanguage;

    CommandList(TelegramApi telegram, String defaultLanguage) {
        this.telegram = telegram;
        this.defaultLanguage = defaultLanguage;
    }

    @Override
    public Role role() {
        return Role.BOT_GATEWAY;
    }

    @Override
    public String name() {
        return "command-list";
    }

    @Override
    public String nudge() {
        return "bot.command-list";
    }

    /** The list without a language is for those whose language we do not speak. */
    @Override
    public Uni<Duration> work() {
        var fallback = Languages.speaks(defaultLanguage) ? defaultLanguage : "en";
        var lists = Stream.concat(
                Stream.of(list(fallback, null)), Languages.SPOKEN.stream().map(code -> list(code, code)));
        return Multi.createFrom()
                .items(lists)
                .onItem()
                .transformToUniAndConcatenate(telegram::call)
                .collect()
                .last()
                .replaceWith(A_DAY)
                .onFailure()
                .transform(failure -> new IllegalStateException("no command list: " + Verdict.words(failure)));
    }

    private static SetMyCommands list(String language, String code) {
        var phrases = Phrases.in(language);
        return SetMyCommands.builder()
                .commands(COMMANDS.stream()
                        .map(command -> new BotCommand(command, phrases.plain("command." + command)))
                        .toList())
                .languageCode(code)
                .build();
    }
}
