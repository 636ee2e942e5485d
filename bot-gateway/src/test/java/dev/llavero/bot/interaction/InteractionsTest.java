package dev.llavero.bot.interaction;

import static dev.llavero.bot.BotDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.BotDatabase;
import dev.llavero.bot.person.Persons;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InteractionsTest {
    private static final KeyId KEY = new KeyId(new UUID(1, 1));
    private static final UserId ANA = new UserId(new UUID(2, 2));
    private static final UUID COMMAND = new UUID(3, 3);

    private final BotDatabase database = new BotDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private void anaWaitsFor(Task task) {
        var interaction = Interaction.begin(COMMAND, ANA, 77, task, KEY);
        await(database.transactions().run(sql -> Interactions.begin(sql, List.of(interaction))));
    }

    private void happens(KeyEvent... events) {
        happen(COMMAND, events);
    }

    private void happensByItself(KeyEvent event) {
        happen(null, event);
    }

    private void happen(UUID causation, KeyEvent... events) {
        var batch = List.of(events).stream()
                .map(event -> new Envelope<>(UUID.randomUUID(), event, Instant.EPOCH, 1, COMMAND, causation, null))
                .toList();
        await(database.transactions().run(sql -> KeyEvents.answer(batch, sql)));
    }

    private List<Screen> afterwards(Duration time) {
        database.passes(time);
        return InteractionWorker.words(await(database.transactions().run(sql -> Interactions.takeDue(sql, 10))))
                .stream()
                .map(send -> send.screen())
                .toList();
    }

    private List<String> said() {
        return database.rows("select form || ' ' || (screen ->> 'screen') from bot.send order by id").stream()
                .map(row -> row.text(0))
                .toList();
    }

    private static KeyEvent created() {
        return new KeyEvent.KeyCreated(
                KEY, ANA, Protocol.OUTLINE, new LocationCode("nl"), new ServerId("nl-1"), 443, null);
    }

    @Test
    void theFinalEventIsTheAnswer() {
        anaWaitsFor(Task.CREATING);
        happens(created());
        assertEquals(List.of("MENU Delivery"), said());
    }

    @Test
    void aRepeatedEventIsAnsweredOnce() {
        anaWaitsFor(Task.CREATING);
        happens(created(), created());
        happens(created());
        assertEquals(List.of("MENU Delivery"), said());
    }

    @Test
    void whatNobodyWaitsForIsNotTold() {
        happens(created());
        assertEquals(List.of(), said());
    }

    private void meetAna() {
        await(database.transactions().run(sql -> Persons.meet(sql, Map.of(77L, "es"))));
        database.rows("update bot.person set user_id = $1", ANA.value());
    }

    @Test
    void thatAKeyListensElsewhereIsToldItsUser() {
        var elsewhere = new KeyEvent.KeyResumed(KEY, ANA, new ServerId("nl-1"), 8443);
        happensByItself(elsewhere);
        assertEquals(List.of(), said(), "nobody is known by that id");

        meetAna();
        happens(elsewhere);
        assertEquals(List.of(), said(), "somebody asked for it, and does not wait any more");

        happensByItself(elsewhere);
        assertEquals(List.of("MESSAGE KeyCard"), said());
    }

    @Test
    void thatTheirTimeHasEndedIsToldOnceHoweverManyKeysRest() {
        var ended = new KeyEvent.KeySuspended(KEY, ANA, SuspendReason.ENTITLEMENT_ENDED);
        meetAna();

        happens(ended, ended);
        happens(ended);
        assertEquals(List.of("MESSAGE AccessEnded"), said());

        database.passes(Duration.ofDays(2));
        happens(ended);
        assertEquals(2, said().size());
    }

    @Test
    void anEventThatEndsSomethingElseDoesNotAnswer() {
        anaWaitsFor(Task.REMOVING);
        happens(created());
        assertEquals(List.of(), said());
        happens(new KeyEvent.KeyRevoking(KEY, ANA), new KeyEvent.KeyRevoked(KEY, ANA));
        assertEquals(List.of("MENU KeyDeleted"), said());
    }

    @Test
    void aRefusalEndsAnything() {
        anaWaitsFor(Task.RENAMING);
        happens(new KeyEvent.KeyRefused(KEY, ANA, "RenameKey", Reason.NOT_YOURS));
        assertEquals(List.of("MENU Refused"), said());
    }

    @Test
    void whoeverWaitsIsToldTwiceAndThenTheAnswerRings() {
        anaWaitsFor(Task.CREATING);
        assertEquals(List.of(), afterwards(Duration.ofSeconds(5)));
        assertEquals(List.of(new Screen.StillWorking(Task.CREATING)), afterwards(Duration.ofSeconds(6)));
        assertEquals(List.of(), afterwards(Duration.ofSeconds(60)));
        assertEquals(List.of(new Screen.WillWrite(Task.CREATING)), afterwards(Duration.ofSeconds(60)));
        assertEquals(List.of(), afterwards(Duration.ofDays(1)));
        happens(created());
        assertEquals(List.of("MESSAGE Delivery"), said());
    }

    @Test
    void whoeverHasTheirAnswerIsNotToldToWait() {
        anaWaitsFor(Task.CREATING);
        happens(created());
        assertEquals(List.of(), afterwards(Duration.ofMinutes(5)));
    }

    @Test
    void aCommandGivenTwiceIsWaitedForOnce() {
        anaWaitsFor(Task.CREATING);
        happens(created());
        anaWaitsFor(Task.CREATING);
        var asked = await(database.transactions().run(sql -> Interactions.asked(sql, Set.of(COMMAND))));
        assertTrue(asked.get(COMMAND).done());
        assertEquals(ANA, asked.get(COMMAND).by());
        assertEquals(Set.of(COMMAND), asked.keySet().stream().collect(Collectors.toSet()));
    }
}
