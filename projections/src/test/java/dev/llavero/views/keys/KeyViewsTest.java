package dev.llavero.views.keys;

import static dev.llavero.views.ViewsDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.views.ViewsDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyViewsTest {
    private static ViewsDatabase database;

    private final UserId ana = new UserId(UUID.randomUUID());
    private final KeyViews views = new KeyViews(database.sql());

    @BeforeAll
    static void open() {
        database = new ViewsDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aStoryBecomesTheRowThatItTells() {
        var story = KeyEvents.drawn(new Random(7), ana).renamed("office");
        project(story.events());
        var told = KeyHistory.retell(List.of(), story.events()).iterator().next();
        assertEquals(Optional.of(told), await(views.one(story.key)));
    }

    @Test
    void fiveHundredEventsOfOneKeyAreOneRow() {
        var story = KeyEvents.ofNewKey(ana, 0).requested().created();
        for (int i = 0; i < 249; i++) {
            story.suspended().resumed();
        }
        project(story.events());
        assertEquals(500, await(views.one(story.key)).orElseThrow().version());
    }

    @Test
    void whatArrivesLateChangesNothing() {
        var story = KeyEvents.ofNewKey(ana, 0).requested().created().suspended();
        var early = KeyHistory.retell(List.of(), story.events().subList(0, 2));
        project(story.events());
        database.inTransaction(sql -> KeyViewRows.save(sql, "views.key_view_v1", early));
        assertEquals(
                KeyView.State.SUSPENDED,
                await(views.one(story.key)).orElseThrow().state());
    }

    @Test
    void aUsersKeysAreReadPageByPageInTheOrderOfTheirMaking() {
        var keys = new ArrayList<KeyId>();
        for (int i = 0; i < 5; i++) {
            // Two of the same second: the id decides.
            var story = KeyEvents.ofNewKey(ana, i / 2).requested().created();
            project(story.events());
            keys.add(story.key);
        }
        project(KeyEvents.ofNewKey(new UserId(UUID.randomUUID()), 0).requested().events());

        var seen = new ArrayList<KeyId>();
        var page = await(views.ofUser(ana, null, 2));
        while (!page.isEmpty()) {
            page.forEach(key -> seen.add(key.key()));
            page = await(views.ofUser(ana, seen.getLast(), 2));
        }
        assertEquals(5, seen.size());
        assertEquals(List.copyOf(keys).stream().sorted(byAgeAndId(keys)).toList(), seen);
    }

    @Test
    void endedKeysAreOnlyFoundByTheirId() {
        var ended = KeyEvents.ofNewKey(ana, 0).requested().created().revoked();
        var living = KeyEvents.ofNewKey(ana, 1).requested();
        project(ended.events());
        project(living.events());
        assertEquals(1, await(views.countOfUser(ana)));
        assertEquals(
                List.of(living.key),
                await(views.ofUser(ana, ended.key, 10)).stream()
                        .map(KeyView::key)
                        .toList());
        assertEquals(2, await(views.many(List.of(ended.key, living.key))).size());
        assertTrue(await(views.one(new KeyId(UUID.randomUUID()))).isEmpty());
    }

    private static void project(List<Envelope<KeyEvent>> events) {
        database.inTransaction(sql -> KeyViewProjection.MODEL.live().handle(events, sql));
    }

    private static Comparator<KeyId> byAgeAndId(List<KeyId> made) {
        // Postgres compares ids as unsigned bytes, as their texts do.
        return Comparator.<KeyId>comparingInt(key -> made.indexOf(key) / 2).thenComparing(KeyId::toString);
    }
}
