package dev.llavero.bot.render;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.vault.Secret;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.servers.PlaceView;
import dev.llavero.views.servers.ServerView;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What is true now of what a screen shows; a screen looks only at what it needs.
 *
 * @param user whose screen it is; null in groups
 * @param key what the screen is about, whoever owns it; null if unknown
 * @param keys the user's keys from where the screen begins, one more than it shows if there are more
 * @param names what the user calls their keys; those without a name are missing
 * @param servers every server
 * @param places where a key can be made now
 * @param link the key's own, or a WireGuard key's file, opened for its owner only; null otherwise
 * @param bot the bot's name at Telegram
 * @param zone in which days are told
 * @param admin what an operator looks at
 */
public record Facts(
        UserId user,
        KeyView key,
        List<KeyView> keys,
        Map<KeyId, String> names,
        Map<ServerId, ServerView> servers,
        List<PlaceView> places,
        Secret link,
        String bot,
        ZoneId zone,
        AdminFacts admin) {
    /** Holds what the user typed, so it does not print. */
    @Override
    public String toString() {
        return "Facts[user=" + user + "]";
    }

    boolean owned() {
        return key != null && user != null && key.user().equals(user);
    }
}
