package dev.llavero.views.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.consumer.Poison;
import dev.llavero.platform.message.Envelope;
import dev.llavero.views.keys.KeyView.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyHistoryTest {
    private static final UserId ANA = new UserId(UUID.randomUUID());

    @Test
    void aKeyThatWasMadeShowsWhereItIsServed() {
        var key = after(KeyEvents.ofNewKey(ANA, 0).requested().created());
        assertEquals(State.ACTIVE, key.state());
        assertEquals(KeyEvents.FIRST, key.server());
        assertEquals(443, key.port());
        assertEquals(KeyEvents.BEGINNING.plusSeconds(1), key.createdAt());
        assertEquals(KeyEvents.BEGINNING.plusSeconds(2), key.changedAt());
    }

    @Test
    void aSuspendedKeySaysWhyUntilItResumes() {
        var story = KeyEvents.ofNewKey(ANA, 0).requested().created().suspended();
        assertEquals(SuspendReason.PAUSED, after(story).suspended());
        var resumed = after(story.resumed());
        assertNull(resumed.suspended());
        assertEquals(KeyEvents.SECOND, resumed.server());
        assertEquals(8443, resumed.port());
    }

    @Test
    void aNameCanBeTakenBack() {
        var story = KeyEvents.ofNewKey(ANA, 0).requested().created().renamed("office");
        assertEquals(KeyEvents.sealed("office"), after(story).name());
        assertNull(after(story.renamed(null)).name());
    }

    @Test
    void onlyTheRefusalOfItsMakingEndsAKey() {
        var story = KeyEvents.ofNewKey(ANA, 0).requested();
        assertEquals(
                State.REQUESTED,
                after(story.refused("RenameKey", Reason.NOT_YOURS)).state());
        assertEquals(
                State.REQUESTED,
                after(story.refused("CreateKey", Reason.KEY_EXISTS)).state());
        assertEquals(
                State.REFUSED, after(story.refused("CreateKey", Reason.NO_ROOM)).state());
    }

    @Test
    void aRefusalAboutNoKeyIsNoRow() {
        var refusal = new KeyRefused(new KeyId(UUID.randomUUID()), ANA, "RevokeKey", Reason.NO_SUCH_KEY);
        var unknown = new Envelope<KeyEvent>(
                UUID.randomUUID(), refusal, KeyEvents.BEGINNING, 0, UUID.randomUUID(), null, null);
        assertTrue(KeyHistory.retell(List.of(), List.of(unknown)).isEmpty());
        assertTrue(KeyHistory.retell(
                        List.of(),
                        KeyEvents.ofNewKey(ANA, 0)
                                .refused("CreateKey", Reason.KEY_LIMIT_REACHED)
                                .events())
                .isEmpty());
    }

    @Test
    void aKeyThatBeginsInTheMiddleIsPoison() {
        var headless = KeyEvents.ofNewKey(ANA, 0).suspended().events();
        assertThrows(Poison.class, () -> KeyHistory.retell(List.of(), headless));
    }

    @Test
    void aRepeatChangesNothing() {
        var events =
                KeyEvents.ofNewKey(ANA, 0).requested().created().suspended().events();
        var known = KeyHistory.retell(List.of(), events);
        assertTrue(KeyHistory.retell(known, events.subList(0, 2)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void batchesCutAndRepeatedInAnyWayTellTheSame(long seed) {
        var random = new Random(seed);
        var log = interleaved(random, drawnStories(random));
        assertEquals(table(List.of(log)), table(deliveries(random, log)), "seed " + seed);
    }

    private static Stream<Long> seeds() {
        var given = Long.getLong("seed");
        return given != null ? Stream.of(given) : new Random().longs(300).boxed();
    }

    private static List<List<Envelope<KeyEvent>>> drawnStories(Random random) {
        return Stream.generate(() -> KeyEvents.drawn(random, ANA).events())
                .limit(1 + random.nextInt(6))
                .toList();
    }

    /** One log in which every key keeps its own order. */
    private static List<Envelope<KeyEvent>> interleaved(Random random, List<List<Envelope<KeyEvent>>> stories) {
        var rests = new ArrayList<List<Envelope<KeyEvent>>>();
        stories.forEach(story -> rests.add(new ArrayList<>(story)));
        var log = new ArrayList<Envelope<KeyEvent>>();
        while (!rests.isEmpty()) {
            var rest = rests.get(random.nextInt(rests.size()));
            log.add(rest.removeFirst());
            rests.removeIf(List::isEmpty);
        }
        return log;
    }

    /** Batches of any size; some begin again at an earlier offset, and some records are there twice. */
    private static List<List<Envelope<KeyEvent>>> deliveries(Random random, List<Envelope<KeyEvent>> log) {
        var batches = new ArrayList<List<Envelope<KeyEvent>>>();
        for (int next = 0; next < log.size(); ) {
            var from = random.nextInt(4) == 0 ? random.nextInt(next + 1) : next;
            next = Math.min(log.size(), next + 1 + random.nextInt(8));
            var batch = new ArrayList<Envelope<KeyEvent>>();
            log.subList(from, next).forEach(event -> {
                batch.add(event);
                if (random.nextInt(5) == 0) {
                    batch.add(event);
                }
            });
            batches.add(batch);
        }
        return batches;
    }

    /** What the table holds in the end. */
    private static List<KeyView> table(List<List<Envelope<KeyEvent>>> batches) {
        Map<KeyId, KeyView> rows = new HashMap<>();
        for (var batch : batches) {
            KeyHistory.retell(rows.values(), batch).forEach(changed -> rows.put(changed.key(), changed));
        }
        return rows.values().stream()
                .sorted(Comparator.comparing(row -> row.key().toString()))
                .toList();
    }

    @Test
    void anEventTellsItsKeyBeforeTheViewDoes() {
        var story = KeyEvents.ofNewKey(ANA, 0).requested().created();
        var known = Optional.of(after(story));
        var suspended = story.suspended().events().getLast();
        assertEquals(
                State.SUSPENDED, KeyViews.after(known, suspended).orElseThrow().state());
        assertEquals(Optional.of(after(story)), KeyViews.after(Optional.of(after(story)), suspended), "seen already");
    }

    @Test
    void aGapBetweenTheViewAndTheEventIsNotGuessed() {
        var story = KeyEvents.ofNewKey(ANA, 0).requested().created();
        var known = Optional.of(after(story));
        var resumed = story.suspended().resumed().events().getLast();
        assertEquals(Optional.empty(), KeyViews.after(known, resumed));
        assertEquals(Optional.empty(), KeyViews.after(Optional.empty(), resumed));
    }

    private static KeyView after(KeyEvents story) {
        return KeyHistory.retell(List.of(), story.events()).iterator().next();
    }
}
