package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.outline.Call;
import dev.llavero.testkit.outline.CallFault;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.LlaveroSystem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers are compared with what they should hold. */
class ReconcilerIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @BeforeEach
    void start() {
        SYSTEM.running();
        SYSTEM.awaitRest(REST);
    }

    @Test
    void aForgottenKeyComesBackAsItWas() {
        var key = keyOf(new BotUser(SYSTEM.telegram().newUser("Juan", "es")));
        SYSTEM.awaitRest(REST);
        var server = serverWith(key);

        server.forget(key.id());
        var seen = assertThrows(AssertionError.class, () -> Invariants.demand(SYSTEM));
        assertTrue(seen.getMessage().contains("missing: key " + key.id()), seen.getMessage());
        compare();

        server.await("the key is back", REST, () -> server.keys().contains(key));
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    void whoseKeyComesBackOnAnotherPortIsToldAndFindsItUnderMyKeys() throws Exception {
        var juana = new BotUser(SYSTEM.telegram().newUser("Juana", "es"));
        var key = keyOf(juana);
        SYSTEM.awaitRest(REST);
        var server = serverWith(key);

        try (var somebodyElse = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = somebodyElse.getLocalPort();
            SYSTEM.database().change("update keys.key set port = ? where id = ?::uuid", taken, key.id());
            SYSTEM.database().change("update keys.placement set port = ? where key_id = ?::uuid", taken, key.id());
            server.forget(key.id());
            compare();
            juana.presses(BotUser.SHOW);
        }

        assertTrue(BotUser.key(juana.seesKey()).contains("@127.0.0.1:" + server.ssPort()));
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    void aKeyThatShouldBeGoneIsTakenAwayOnce() {
        var kim = new BotUser(SYSTEM.telegram().newUser("Kim", "en"));
        var key = keyOf(kim);
        var server = serverWith(key);
        kim.says("/keys");
        kim.presses(BotUser.ASK_DELETE);
        kim.presses(BotUser.DELETE);
        server.await("the key is gone", REST, () -> !server.keys().contains(key));
        SYSTEM.awaitRest(REST);

        server.makeKey(key.id(), "", key.password());
        compare();

        server.await("the key is gone again", REST, () -> server.keys().stream()
                .noneMatch(held -> held.id().equals(key.id())));
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    void aForeignKeyIsListedAndStays() {
        var name = SYSTEM.outlines().keySet().iterator().next();
        var foreign = SYSTEM.outline(name).makeForeignKey("Dad's phone");
        var seen = assertThrows(AssertionError.class, () -> Invariants.demand(SYSTEM));
        assertTrue(seen.getMessage().contains("left over: key " + foreign.id() + " on " + name), seen.getMessage());
        SYSTEM.tampering().foreignKey(name, foreign.id());

        compare();

        assertEquals(
                List.of(List.of("Dad's phone")),
                SYSTEM.database()
                        .rows(
                                "select name from keys.foreign_key where server_id = ? and key_id = ?",
                                name,
                                foreign.id()));
        Invariants.demand(SYSTEM);
    }

    @Test
    @Tag("all")
    void aForeignKeyGoesOnTheOperatorsWord() throws Exception {
        var name = SYSTEM.outlines().keySet().iterator().next();
        var server = SYSTEM.outline(name);
        var foreign = server.makeForeignKey("An old phone");
        compare();

        new Operator(SYSTEM).types("key", "remove-foreign", name, foreign.id());

        assertTrue(server.keys().stream().noneMatch(held -> held.id().equals(foreign.id())));
        new Operator(SYSTEM).types(1, "key", "remove-foreign", name, foreign.id());
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    @Tag("all")
    void oneForgottenKeyIsFoundAmongFiveThousand() {
        var key = keyOf(new BotUser(SYSTEM.telegram().newUser("Kira", "en")));
        SYSTEM.awaitRest(REST);
        var server = serverWith(key);
        var others = IntStream.range(0, 5_000)
                .mapToObj(number -> server.makeForeignKey("one of many"))
                .toList();
        server.forget(key.id());

        compare();

        server.await("the key is back", REST, () -> server.keys().contains(key));
        assertEquals(
                5_000, SYSTEM.database().count("select count(*) from keys.foreign_key where name = 'one of many'"));

        others.forEach(other -> server.forget(other.id()));
        compare();
        assertEquals(0, SYSTEM.database().count("select count(*) from keys.foreign_key where name = 'one of many'"));
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @Test
    @Tag("all")
    void anAdoptedKeyGoesOnUnderItsOldSecretWhateverAnswerIsLost() throws Exception {
        var lee = new BotUser(SYSTEM.telegram().newUser("Lee", "en"));
        var first = keyOf(lee);
        var name = SYSTEM.outlines().keySet().iterator().next();
        var server = SYSTEM.outline(name);
        var foreign = server.makeForeignKey("Lee's old phone");
        compare();
        server.fail(Call.DELETE_KEY, CallFault.ANSWER_LOST, 1);
        server.fail(Call.PUT_KEY, CallFault.ANSWER_LOST, 1);

        new Operator(SYSTEM)
                .types(
                        "key",
                        "adopt",
                        name,
                        foreign.id(),
                        "--user",
                        Long.toString(lee.telegram().id()));

        var held = server.keys().stream()
                .filter(key -> key.password().equals(foreign.password()))
                .findFirst()
                .orElseThrow();
        assertNotEquals(foreign.id(), held.id());
        assertEquals(foreign.port(), held.port());
        assertEquals(
                List.of(List.of(held.id()), List.of(first.id())),
                SYSTEM.database().rows("""
                        select k.id from keys.key k join bot.person p using (user_id)
                         where p.telegram_id = ? and k.state = 'ACTIVE' order by k.id = ?::uuid
                        """, lee.telegram().id(), first.id()));
        server.forget(held.id());
        compare();
        server.await("the key is back as it was", REST, () -> server.keys().contains(held));
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    /** Every server that answers, at once; other stories leave some behind that do not. */
    private static void compare() {
        var before = SYSTEM.database().rows("select platform.now()").getFirst().getFirst();
        SYSTEM.database().change("update keys.reconciliation set due_at = platform.now()");
        var waiting = SYSTEM.awaitRows(
                """
                select server_id from keys.reconciliation
                 where server_id = any(string_to_array(?, ','))
                   and (compared_at is null or compared_at < ?::timestamptz)
                """, List::isEmpty, REST, String.join(",", SYSTEM.outlines().keySet()), before);
        assertEquals(List.of(), waiting);
    }

    private static AccessKey keyOf(BotUser user) {
        user.says("/start");
        user.presses(BotUser.GET_KEY);
        user.seesKey();
        var id = SYSTEM.database()
                .rows(
                        "select k.id from keys.key k join bot.person p using (user_id) where p.telegram_id = ?",
                        user.telegram().id())
                .getFirst()
                .getFirst();
        return SYSTEM.outlines().values().stream()
                .flatMap(server -> server.keys().stream())
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static OutlineSimulator serverWith(AccessKey key) {
        return SYSTEM.outlines().values().stream()
                .filter(server -> server.keys().contains(key))
                .findFirst()
                .orElseThrow();
    }
}
