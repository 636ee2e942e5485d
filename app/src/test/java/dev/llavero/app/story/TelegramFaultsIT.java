package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Telegram says no, says nothing, or says it twice. */
@Tag("all")
class TelegramFaultsIT {
    private static final Duration STRIKE = Duration.ofSeconds(60);
    private static final int TIMES = 5;
    private static final String ANY_CALL = "*";

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @BeforeEach
    void start() {
        SYSTEM.running();
    }

    @AfterEach
    void heal() {
        SYSTEM.telegram().clearFaults();
        SYSTEM.telegram().outage(false);
    }

    static Stream<Fault> everyFault() {
        return Stream.of(
                Fault.tooManyRequests(2),
                Fault.serverError(),
                new Fault.ServerError(502),
                Fault.hang(4),
                Fault.resetBefore(),
                Fault.answerLost());
    }

    @ParameterizedTest(name = "messages: {0}")
    @MethodSource("everyFault")
    void whatCannotBeSentIsSentLater(Fault fault) {
        strikes("Telegram, sending: " + fault, ANY_CALL, fault);
    }

    @ParameterizedTest(name = "updates: {0}")
    @MethodSource("everyFault")
    void updatesThatCannotBeFetchedAreFetchedLater(Fault fault) {
        strikes("Telegram, updates: " + fault, "getUpdates", fault);
    }

    private static void strikes(String what, String method, Fault fault) {
        Disturbed.by(what, Disturbed.HEALED, gen -> {
            SYSTEM.telegram().fail(method, TIMES, fault);
            assertTrue(SYSTEM.telegram().awaitFaultsStruck(STRIKE), "the fault has never struck");
        });
    }

    @Test
    void updatesThatComeTwiceAndInAnyOrderCountOnce() {
        Disturbed.by("Telegram, updates twice and in another order", Disturbed.HEALED, gen -> {
            var telegram = SYSTEM.telegram();
            for (int round = 0; round < TIMES; round++) {
                telegram.outage(true);
                Elapsed.after(Duration.ofSeconds(1));
                telegram.duplicatePendingUpdates();
                telegram.reorderPendingUpdates(gen.longBetween(0, Long.MAX_VALUE));
                telegram.outage(false);
                Elapsed.after(Duration.ofMillis(500));
            }
        });
    }

    @Test
    void anOutageOf150SecondsLosesNothing() {
        Disturbed.by("Telegram away for 150 s", Disturbed.HEALED, gen -> {
            SYSTEM.telegram().outage(true);
            Elapsed.after(Duration.ofSeconds(150));
            SYSTEM.telegram().outage(false);
        });
    }

    /** Longer than Telegram keeps anything, so long that it counts anew: what was said meanwhile is lost there, and nothing here. */
    @Test
    void anOutageOf25HoursKeepsTheAnswerThatWasOnItsWay() {
        var hugo = new BotUser(SYSTEM.telegram().newUser("Hugo", "es"));
        hugo.says("/start");
        hugo.seesButton(BotUser.GET_KEY);
        SYSTEM.awaitRest(STRIKE);
        SYSTEM.telegram().fail(ANY_CALL, Integer.MAX_VALUE, Fault.serverError());
        hugo.presses(BotUser.GET_KEY);
        var made = SYSTEM.awaitRows(
                """
                select k.id from keys.key k join bot.person p using (user_id)
                 where p.telegram_id = ? and k.state = 'ACTIVE'
                """, rows -> rows.size() == 1, STRIKE, hugo.telegram().id());
        assertEquals(1, made.size());

        SYSTEM.telegram().outage(true);
        SYSTEM.telegram().clearFaults();
        hugo.says("/help");
        SYSTEM.telegram().advanceClock(Duration.ofHours(25));
        SYSTEM.telegram().restartUpdateIds(1);
        SYSTEM.telegram().outage(false);

        hugo.seesKey();
        var asked = hugo.says("/keys");
        hugo.telegram()
                .chat()
                .awaitMessageAfter(asked.change(), message -> BotUser.has(message, BotUser.ASK_DELETE), STRIKE);
        SYSTEM.awaitRest(STRIKE);
        Invariants.demand(SYSTEM);
    }

    @Test
    void whoBlocksTheBotIsLeftAloneAndWelcomeBack() {
        var hana = new BotUser(SYSTEM.telegram().newUser("Hana", "en"));
        hana.says("/start");
        hana.seesButton(BotUser.GET_KEY);
        SYSTEM.telegram().fail("sendMessage", 1, Fault.serverError());
        SYSTEM.telegram().fail("editMessageText", 1, Fault.serverError());
        hana.presses(BotUser.GET_KEY);
        hana.telegram().blocksTheBot();
        SYSTEM.awaitRest(STRIKE);
        SYSTEM.telegram().clearFaults();

        hana.telegram().unblocksTheBot();
        var asked = hana.says("/keys");
        hana.telegram()
                .chat()
                .awaitMessageAfter(asked.change(), message -> BotUser.has(message, BotUser.ASK_DELETE), STRIKE);
        SYSTEM.awaitRest(STRIKE);
        Invariants.demand(SYSTEM);
    }

    @Test
    void aMessageThatIsGoneIsReplaced() {
        var ines = new BotUser(SYSTEM.telegram().newUser("Ines", "es"));
        ines.says("/start");
        var menu = ines.seesButton(BotUser.GET_KEY);

        var button = menu.button(BotUser.does(BotUser.GET_KEY));
        ines.telegram().deletes(menu);
        button.press();

        assertTrue(ines.seesKey().id() > menu.id(), "a new message");
        SYSTEM.awaitRest(STRIKE);
        assertEquals(
                1,
                ines.telegram().chat().messages().stream()
                        .filter(message -> BotUser.key(message) != null)
                        .count());
        Invariants.demand(SYSTEM);
    }
}
