package dev.llavero.bot.telegram;

import java.net.URI;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.telegram.telegrambots.meta.TelegramUrl;

/** Where the Bot API is. Telegram's client knows of no path there, and would leave out what it does not know. */
final class ApiAddress {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private ApiAddress() {}

    /** @throws IllegalArgumentException for anything but a scheme, a host and a port; without the address, which may hold a secret */
    static TelegramUrl of(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!isHttp(scheme) || url.getHost() == null || saysMore(url) || HttpUrl.parse(url.toString()) == null) {
            throw new IllegalArgumentException(
                    "TELEGRAM_API_URL should be http:// or https://, a host name or address, and a port if"
                            + " need be, with no user, path or question after it");
        }
        return TelegramUrl.builder()
                .schema(scheme)
                .host(url.getHost())
                .port(url.getPort() < 0 ? scheme.equals("https") ? HTTPS : HTTP : url.getPort())
                .build();
    }

    private static boolean isHttp(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    private static boolean saysMore(URI url) {
        var path = url.getRawPath();
        return url.getRawUserInfo() != null
                || !path.isEmpty() && !path.equals("/")
                || url.getRawQuery() != null
                || url.getRawFragment() != null;
    }
}
