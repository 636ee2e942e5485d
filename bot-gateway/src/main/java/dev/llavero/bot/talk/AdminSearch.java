package dev.llavero.bot.talk;

import dev.llavero.bot.screen.AdminPage;
import dev.llavero.contracts.KeyId;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** What an operator looks for: a person by their number at Telegram, or a key by its id. */
final class AdminSearch {
    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AdminSearch() {}

    static AdminPage page(String typed) {
        var text = typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
        if (TELEGRAM_ID.matcher(text).matches()) {
            return new AdminPage.OnePerson(Long.parseLong(text));
        }
        return KEY_ID.matcher(text).matches()
                ? new AdminPage.OneKey(new KeyId(UUID.fromString(text)))
                : new AdminPage.AskWhom(true);
    }
}
