package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person who wants to be forgotten is, and nothing that comes late brings them back. */
@Tag("all")
class ErasureIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Operator OPERATOR = new Operator(SYSTEM);

    private final BotUser ana = new BotUser(SYSTEM.telegram().newUser("Ana", "en"));

    @BeforeEach
    void anaHasAKey() {
        SYSTEM.running();
        ana.says("/start");
        ana.presses(BotUser.GET_KEY);
        ana.seesKey();
        SYSTEM.awaitRest(REST);
    }

    @Test
    void whoIsErasedIsForgottenAndComesBackAsSomebodyNew() throws Exception {
        var telegram = Long.toString(ana.telegram().id());
        var user = userId();
        assertTrue(OPERATOR.types("user", "erase", telegram).contains("Nothing is done yet"));
        assertEquals(user, userId());

        OPERATOR.types("user", "erase", telegram, "--yes");

        forgotten(user);
        assertEquals(
                List.of(List.of("REVOKED")),
                SYSTEM.database().rows("select state from keys.key where user_id = ?", user));
        OPERATOR.types(1, "user", "erase", telegram, "--yes");
        OPERATOR.types("user", "erase", user.toString(), "--yes");

        var late = lateWish(user);
        SYSTEM.awaitRows(
                "select 1 from keys.key where id = ? and state = 'REFUSED'",
                rows -> rows.size() == 1,
                REST,
                late.value());
        SYSTEM.awaitRest(REST);
        forgotten(user);

        ana.says("/start");
        ana.presses(BotUser.GET_KEY);
        SYSTEM.awaitRows(
                "select 1 from keys.key k join bot.person p using (user_id) where p.telegram_id = ? and k.state = 'ACTIVE'",
                rows -> rows.size() == 1,
                REST,
                ana.telegram().id());
        assertNotEquals(user, userId());
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    /** Of what was theirs, only the mark that it was destroyed is left. */
    private void forgotten(UUID user) {
        assertEquals(
                List.of(List.of("t")),
                SYSTEM.database()
                        .rows(
                                "select wrapped is null and destroyed_at is not null from vault.user_key where user_id = ?",
                                user));
        for (var table : List.of("vault.credential", "bot.person", "bot.interaction", "bot.send")) {
            assertEquals(
                    0, SYSTEM.database().count("select count(*) from " + table + " where user_id = ?", user), table);
        }
        assertEquals(
                0,
                SYSTEM.database()
                        .count(
                                "select count(*) from bot.chat where chat_id = ?",
                                ana.telegram().id()));
    }

    private UUID userId() {
        return UUID.fromString(SYSTEM.database()
                .rows(
                        "select user_id from bot.person where telegram_id = ?",
                        ana.telegram().id())
                .getFirst()
                .getFirst());
    }

    private static KeyId lateWish(UUID user) {
        var key = new KeyId(UUID.randomUUID());
        var wish = Envelope.command(
                UUID.randomUUID(),
                new CreateKey(key, new UserId(user), null, null, null, RequestedBy.user(new UserId(user))),
                Instant.now());
        SYSTEM.broker()
                .put(
                        Topic.KEYS_COMMANDS,
                        bytes(key.toString()),
                        Codec.headers(wish),
                        bytes(Codec.body(wish.message())));
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
