package dev.llavero.bot.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final KeyId KEY = new KeyId(new UUID(1, 1));
    private static final UserId ANA = new UserId(new UUID(2, 2));
    private static final UUID COMMAND = new UUID(3, 3);
    private static final UUID DRAFT = new UUID(4, 4);
    private static final ServerId SERVER = new ServerId("nl-1");

    private static Optional<Ending> ending(KeyEvent event) {
        return Ending.in(new Envelope<>(new UUID(9, 9), event, Instant.EPOCH, 1, COMMAND, COMMAND, null));
    }

    private static Screen screen(KeyEvent event, Task task) {
        return ending(event).orElseThrow().screen(Interaction.begin(COMMAND, ANA, 7, task, KEY), DRAFT);
    }

    @Test
    void aKeyThatWasMadeIsDelivered() {
        var created = new KeyEvent.KeyCreated(KEY, ANA, Protocol.OUTLINE, new LocationCode("nl"), SERVER, 443, null);
        assertEquals(new Screen.Delivery(KEY), screen(created, Task.CREATING));
    }

    @Test
    void aKeyThatIsGoneIsSaidToBe() {
        assertEquals(new Screen.KeyDeleted(DRAFT), screen(new KeyEvent.KeyRevoked(KEY, ANA), Task.REMOVING));
    }

    @Test
    void aKeyThatChangedIsShown() {
        var card = new Screen.KeyCard(KEY, DRAFT);
        assertEquals(card, screen(new KeyEvent.KeySuspended(KEY, ANA, SuspendReason.PAUSED), Task.PAUSING));
        assertEquals(card, screen(new KeyEvent.KeyResumed(KEY, ANA, SERVER, 443), Task.RESUMING));
        assertEquals(card, screen(new KeyEvent.KeyRenamed(KEY, ANA, null), Task.RENAMING));
    }

    @Test
    void aRefusalSaysWhyAndOfWhat() {
        var refused = new KeyEvent.KeyRefused(KEY, ANA, "RevokeKey", Reason.NOT_YOURS);
        assertEquals(new Screen.Refused(Reason.NOT_YOURS, KEY, DRAFT), screen(refused, Task.REMOVING));
    }

    @Test
    void aKeyThatWasNotMadeCannotBeShown() {
        var refused = new KeyEvent.KeyRefused(KEY, ANA, "CreateKey", Reason.NO_ROOM);
        assertEquals(new Screen.Refused(Reason.NO_ROOM, null, DRAFT), screen(refused, Task.CREATING));
    }

    @Test
    void whatIsOnTheWayEndsNothing() {
        var requested = new KeyEvent.KeyRequested(KEY, ANA, Protocol.OUTLINE, new LocationCode("nl"), SERVER, null);
        assertEquals(Optional.empty(), ending(requested));
        assertEquals(Optional.empty(), ending(new KeyEvent.KeyRevoking(KEY, ANA)));
    }
}
