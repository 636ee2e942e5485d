package dev.llavero.bot.access;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.BotDatabase;
import dev.llavero.bot.person.Person;
import dev.llavero.bot.person.Persons;
import dev.llavero.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    private static final byte[] KEY = "a key that is long enough".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @TempDir
    static Path folder;

    private static BotDatabase database;

    @BeforeAll
    static void open() {
        database = new BotDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anInvitationLetsInAsManyAsItSays() throws IOException {
        var door = door("invite");
        var forTwo = plain(2, TODAY).payload(KEY);

        assertTrue(comes(door, 11, forTwo));
        assertTrue(comes(door, 12, forTwo));
        assertFalse(comes(door, 13, forTwo));

        assertTrue(door.admits(met(11)));
        assertTrue(door.admits(met(12)));
        assertFalse(door.admits(met(13)));
    }

    @Test
    void anInvitationEndsWithItsLastDay() throws IOException {
        var door = door("invite");

        assertFalse(comes(door, 21, plain(9, TODAY.minusDays(1)).payload(KEY)));
        assertTrue(comes(door, 21, plain(9, TODAY).payload(KEY)));
    }

    @Test
    void anythingElseLetsNobodyIn() throws IOException {
        var door = door("invite");

        assertFalse(comes(door, 31, "invite_Xy-9"));
        assertFalse(
                comes(door, 31, plain(9, TODAY).payload("another key, long as well".getBytes(StandardCharsets.UTF_8))));
        assertFalse(door.admits(met(31)));
    }

    @Test
    void operatorsAndWhoeverHasAskedBeforeAreIn() throws IOException {
        var door = door("invite");
        var served = new Persons.Met(person(41), false, false, false, false);

        assertTrue(door.admits(met(1001)));
        assertTrue(door.admits(served));
    }

    @Test
    void aListIsAList() throws IOException {
        var door = door("list");

        assertTrue(door.admits(met(2002)));
        assertTrue(door.admits(met(1001)));
        assertFalse(door.admits(new Persons.Met(person(51), false, false, true, false)));
        assertFalse(comes(door, 51, plain(9, TODAY).payload(KEY)));
    }

    @Test
    void anOpenDoorAsksNobody() throws IOException {
        assertTrue(door("open").admits(met(61)));
        assertEquals(
                0,
                database.rows("select from bot.invitation where id = $1", UUID.randomUUID())
                        .size());
    }

    @Test
    void whatAnInvitationGivesIsAskedForOnceForEachWhoComes() throws IOException {
        var door = door("invite");
        var link = new Invitation(UUID.randomUUID(), 2, TODAY, 2, 30).payload(KEY);

        assertTrue(comes(door, 71, link));
        assertFalse(comes(door, 71, link), "opened again");
        assertTrue(comes(door, 72, link));
        assertFalse(comes(door, 73, link), "used up");

        assertEquals(List.of("accounts.commands.v1 2 30", "accounts.commands.v1 2 30"), asked(71L, 72L, 73L));
    }

    @Test
    void whoCameForATimeMayBringAnotherInvitation() throws IOException {
        var door = door("invite");
        assertTrue(comes(door, 81, new Invitation(UUID.randomUUID(), 1, TODAY, 0, 30).payload(KEY)));
        assertTrue(comes(door, 81, new Invitation(UUID.randomUUID(), 1, TODAY, 0, 7).payload(KEY)));

        assertEquals(List.of("accounts.commands.v1 - 30", "accounts.commands.v1 - 7"), asked(81L));
    }

    @Test
    void whoCameForGoodUsesUpNoOtherInvitation() throws IOException {
        var door = door("invite");
        assertTrue(comes(door, 91, plain(1, TODAY).payload(KEY)));
        assertFalse(comes(door, 91, new Invitation(UUID.randomUUID(), 1, TODAY, 1, 7).payload(KEY)));

        assertEquals(List.of(), asked(91L));
    }

    private static Invitation plain(int uses, LocalDate lastDay) {
        return new Invitation(UUID.randomUUID(), uses, lastDay, 0, 0);
    }

    /** Topic, keys and days of what was asked for them. */
    private static List<String> asked(Long... telegramIds) {
        return database.rows("""
                        select aggregatetype || ' ' || coalesce(payload::jsonb ->> 'keys', '-') || ' '
                               || coalesce(payload::jsonb ->> 'days', '-')
                          from bot.outbox join bot.person on aggregateid = user_id::text
                         where telegram_id = any($1) order by seq
                        """, (Object) telegramIds).stream()
                .map(row -> row.text(0))
                .toList();
    }

    private static boolean comes(Door door, long telegramId, String payload) {
        var met = met(telegramId);
        return await(database.transactions().run(sql -> door.letIn(sql, met, payload, NOW)))
                .isPresent();
    }

    private static Persons.Met met(long telegramId) {
        return await(database.transactions().run(sql -> Persons.meet(sql, Map.of(telegramId, "es"))))
                .get(telegramId);
    }

    private static Person person(long telegramId) {
        return new Person(telegramId, new UserId(UUID.randomUUID()), "es", null);
    }

    private static Door door(String access) throws IOException {
        return new Door(
                Optional.of(access),
                Optional.of("2002 2003"),
                Optional.of("1001"),
                Optional.of(Files.write(folder.resolve("invitations.key"), KEY)),
                URI.create("https://api.telegram.org"));
    }
}
