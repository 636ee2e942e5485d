package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From /start to a key that a server holds, and away again. */
class FirstKeyIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @BeforeAll
    static void start() {
        SYSTEM.running();
    }

    @Test
    void oneTapFromStartToAKeyAndTwoToItsEnd() {
        var ana = new BotUser(SYSTEM.telegram().newUser("Ana", "es"));

        ana.says("/start");
        ana.presses(BotUser.GET_KEY);
        var link = BotUser.key(ana.seesKey());
        var held = heldWith(password(link));

        assertEquals(1, held.size(), "the key is on one server");

        ana.says("/keys");
        ana.presses(BotUser.ASK_DELETE);
        ana.presses(BotUser.DELETE);
        var server = SYSTEM.outlines().values().stream()
                .filter(outline -> outline.keys().contains(held.getFirst()))
                .findFirst()
                .orElseThrow();
        server.await("the key is gone", BotUser.PATIENCE, () -> !server.keys().contains(held.getFirst()));
        var user = SYSTEM.database()
                .rows(
                        "select user_id from bot.person where telegram_id = ?",
                        ana.telegram().id())
                .getFirst()
                .getFirst();
        ana.seesButton(BotUser.GET_KEY);

        assertEquals(
                List.of("KeyRequested", "KeyCreated", "KeyRevoking", "KeyRevoked"),
                SYSTEM.broker().all(Topic.KEYS_EVENTS).stream()
                        .filter(seen -> seen.value().contains(user))
                        .map(Broker.Seen::type)
                        .toList());
        assertTrue(
                SYSTEM.broker().all(Topic.values()).stream()
                        .noneMatch(seen -> seen.value().contains(password(link))),
                "no credential is on a topic");
    }

    private static List<AccessKey> heldWith(String password) {
        return SYSTEM.outlines().values().stream()
                .flatMap(outline -> outline.keys().stream())
                .filter(key -> key.password().equals(password))
                .toList();
    }

    /** {@code ss://base64url(method:password)@host:port/…} */
    private static String password(String link) {
        var userInfo = link.substring("ss://".length(), link.indexOf('@'));
        var decoded = new String(Base64.getUrlDecoder().decode(userInfo), StandardCharsets.UTF_8);
        return decoded.substring(decoded.indexOf(':') + 1);
    }
}
