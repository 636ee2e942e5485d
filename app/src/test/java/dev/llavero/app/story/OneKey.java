package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.system.LlaveroSystem;
import java.util.List;

/** Who tapped once has one key, on one server, told once. */
final class OneKey {
    private OneKey() {}

    static void of(BotUser user, LlaveroSystem system) {
        var keys = system.database().rows("""
                        select k.id from keys.key k join bot.person p using (user_id)
                         where p.telegram_id = ?
                        """, user.telegram().id());
        assertEquals(1, keys.size(), "keys of " + user.telegram().id());
        var id = keys.getFirst().getFirst();
        assertEquals(1, held(system, id), "keys on the servers");
        var events = system.broker().all(Topic.KEYS_EVENTS).stream()
                .filter(seen -> seen.key().equals(id))
                .toList();
        assertEquals(
                List.of("1", "2"),
                events.stream()
                        .map(seen -> seen.headers().get("ce_sequence"))
                        .distinct()
                        .toList(),
                "each version once (but for repeats), in order");
        assertEquals(
                2,
                events.stream()
                        .map(seen -> seen.headers().get("ce_id"))
                        .distinct()
                        .count(),
                "one event a version");
    }

    private static long held(LlaveroSystem system, String key) {
        var onOutline = system.outlines().values().stream()
                .flatMap(outline -> outline.keys().stream())
                .filter(held -> held.id().equals(key));
        var onWireGuard = system.agents().values().stream()
                .flatMap(agent -> agent.held().stream())
                .filter(peer -> peer.key().value().equals(key));
        return onOutline.count() + onWireGuard.count();
    }

    /** The menu is edited in place, so a repeated answer shows nothing new; never two messages with a key. */
    static void told(BotUser user) {
        var answers = user.telegram().chat().messages().stream()
                .filter(message -> message.fromBot() && !message.deleted() && BotUser.key(message) != null)
                .count();
        assertTrue(answers >= 1 && answers <= 2, "a second answer only after a crash, but there are " + answers);
    }
}
