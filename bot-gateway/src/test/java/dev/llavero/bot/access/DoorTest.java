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
        var forTwo = new Invitation(UUID.randomUUID(), 2, TODAY).payload(KEY);

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

        assertFalse(comes(door, 21, new Invitation(UUID.randomUUID(), 9, TODAY.minusDays(1)).payload(KEY)));
        assertTrue(comes(door, 21, new Invitation(UUID.randomUUID(), 9, TODAY).payload(KEY)));
    }

    @Test
    void anythingElseLetsNobodyIn() throws IOException {
        var door = door("invite");

        assertFalse(comes(door, 31, "invite_Xy-9"));
        assertFalse(comes(
                door,
                31,
                new Invitation(UUID.randomUUID(), 9, TODAY)
                        .payload("another key, long as well".getBytes(StandardCharsets.UTF_8))));
        assertFalse(door.admits(met(31)));
    }

    @Test
    void operatorsAndWhoeverHasAskedBeforeAreIn() throws IOException {
        var door = door("invite");
        var served = new Persons.Met(person(41), false, false, false);

        assertTrue(door.admits(met(1001)));
        assertTrue(door.admits(served));
    }

    @Test
    void aListIsAList() throws IOException {
        var door = door("list");

        assertTrue(door.admits(met(2002)));
        assertTrue(door.admits(met(1001)));
        assertFalse(door.admits(new Persons.Met(person(51), false, false, true)));
        assertFalse(comes(door, 51, new Invitation(UUID.randomUUID(), 9, TODAY).payload(KEY)));
    }

    @Test
    void anOpenDoorAsksNobody() throws IOException {
        assertTrue(door("open").admits(met(61)));
        assertEquals(
                0,
                database.rows("select from bot.invitation where id = $1", UUID.randomUUID())
                        .size());
    }

    private static boolean comes(Door door, long telegramId, String payload) {
        met(telegramId);
        return await(database.transactions().run(sql -> door.letIn(sql, telegramId, payload, NOW)));
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
