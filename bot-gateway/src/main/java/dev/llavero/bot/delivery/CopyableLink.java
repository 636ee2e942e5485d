package dev.llavero.bot.delivery;

import dev.llavero.platform.vault.Secret;

/** An Outline key's link, its name cut so that a copy button can carry it. */
public final class CopyableLink {
    /** What a copy button holds at Telegram. */
    public static final int LONGEST = 256;

    private static final String METHOD = "chacha20-ietf-poly1305";

    private CopyableLink() {}

    /** Longer than a button holds only if the host is: then it has no name at all. */
    public static Secret of(Secret password, String host, int port, String name) {
        var kept = name.codePointCount(0, name.length());
        var link = link(password, host, port, name, kept);
        while (link.length() > LONGEST && kept > 0) {
            link = link(password, host, port, name, --kept);
        }
        return new Secret(link);
    }

    private static String link(Secret password, String host, int port, String name, int kept) {
        var shortened = name.substring(0, name.offsetByCodePoints(0, kept));
        return OutlineLink.render(METHOD, password.reveal(), host, port, shortened);
    }
}
