package dev.llavero.bot.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final byte[] KEY = "a key that is long enough".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another key, long as well".getBytes(StandardCharsets.UTF_8);
    private static final Invitation FIVE = new Invitation(UUID.randomUUID(), 5, LocalDate.of(2026, 12, 31), 2, 30);

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(Optional.of(FIVE), Invitation.read(FIVE.payload(KEY), KEY));
        var most = new Invitation(UUID.randomUUID(), 65_535, LocalDate.of(2099, 1, 1), 255, 65_535);
        assertEquals(Optional.of(most), Invitation.read(most.payload(KEY), KEY));
    }

    /** Links that were given out go on. */
    @Test
    void oneOfAnEarlierVersionIsRead() {
        var body = ByteBuffer.allocate(23)
                .put((byte) 1)
                .putLong(1)
                .putLong(2)
                .putShort((short) 5)
                .putInt((int) LocalDate.of(2026, 12, 31).toEpochDay())
                .array();
        assertEquals(
                Optional.of(new Invitation(new UUID(1, 2), 5, LocalDate.of(2026, 12, 31), 0, 0)),
                Invitation.read(Invitation.signed(body, KEY), KEY));
    }

    @Test
    void telegramLetsItThrough() {
        assertTrue(FIVE.payload(KEY).matches("[A-Za-z0-9_-]{1,64}"));
    }

    @Test
    void nobodyMakesOrChangesOneWithoutTheKey() {
        var payload = FIVE.payload(KEY);

        assertEquals(Optional.empty(), Invitation.read(FIVE.payload(OTHER), KEY));
        for (int i = 0; i < payload.length(); i++) {
            var changed = payload.charAt(i) == 'A' ? 'Q' : 'A';
            assertEquals(
                    Optional.empty(),
                    Invitation.read(payload.substring(0, i) + changed + payload.substring(i + 1), KEY),
                    "character " + i);
        }
        assertEquals(Optional.empty(), Invitation.read("", KEY));
        assertEquals(Optional.empty(), Invitation.read("invite_Xy-9", KEY));
        assertEquals(Optional.empty(), Invitation.read(payload + "AAAA", KEY));
    }

    @Test
    void onTheRealTelegramTheDoorIsClosedUnlessTheOperatorOpensIt() {
        var real = URI.create("https://api.telegram.org");
        var simulated = URI.create("http://127.0.0.1:23801");

        assertEquals(Access.INVITE, Access.of("", real));
        assertEquals(Access.OPEN, Access.of("", simulated));
        assertEquals(Access.OPEN, Access.of("open", real));
        assertEquals(Access.LIST, Access.of("List", simulated));
        assertThrows(IllegalArgumentException.class, () -> Access.of("closed", real));
    }
}
