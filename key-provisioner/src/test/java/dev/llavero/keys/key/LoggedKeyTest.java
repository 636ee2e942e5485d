package dev.llavero.keys.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyCreated;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRequested;
import dev.llavero.contracts.KeyEvent.KeyResumed;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyEvent.KeyRevoking;
import dev.llavero.contracts.KeyEvent.KeySuspended;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoggedKeyTest {
    private static final KeyId KEY = new KeyId(new UUID(1, 1));
    private static final UserId ANA = new UserId(new UUID(2, 2));
    private static final LocationCode PLACE = new LocationCode("nl");
    private static final ServerId NL = new ServerId("nl-1");
    private static final ServerId OTHER = new ServerId("nl-2");
    private static final KeyRequested REQUESTED = new KeyRequested(KEY, ANA, Protocol.OUTLINE, PLACE, NL, null);
    private static final KeyCreated CREATED = new KeyCreated(KEY, ANA, Protocol.OUTLINE, PLACE, NL, 443, null);

    private LoggedKey key;
    private long version;

    @Test
    void whatWasRefusedAfterItWasRequestedDoesNotComeAlive() {
        happen(REQUESTED, new KeyRefused(KEY, ANA, "RenameKey", Reason.NOT_NOW));
        assertEquals(new KeyState.Requested(), key.key().state());

        happen(new KeyRefused(KEY, ANA, "AdoptKey", Reason.NO_SUCH_KEY));
        assertEquals(new KeyState.Refused(Reason.NO_SUCH_KEY), key.key().state());
    }

    @Test
    void aKeyIsWhatItsEventsSay() {
        happen(REQUESTED, CREATED);
        assertEquals(List.of(new KeyState.Active(), NL, 443, 2L), seen());

        happen(new KeySuspended(KEY, ANA, SuspendReason.PAUSED));
        assertEquals(
                new KeyState.Suspended(SuspendReason.PAUSED, KeyState.Phase.STOPPED),
                key.key().state());

        happen(new KeyResumed(KEY, ANA, OTHER, 8443));
        assertEquals(List.of(new KeyState.Active(), OTHER, 8443, 4L), seen());

        happen(new KeyRevoking(KEY, ANA), new KeyRevoked(KEY, ANA));
        assertEquals(new KeyState.Revoked(), key.key().state());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L),
                key.commands().stream().map(LoggedKey.Carried::version).toList());
    }

    @Test
    void aRepeatChangesNothing() {
        happen(REQUESTED, CREATED);
        var before = key;
        assertSame(before, LoggedKey.after(before, envelope(REQUESTED, 1)));
    }

    @Test
    void aRefusalEndsNoWork() {
        happen(REQUESTED);
        var cause = key.cause();
        happen(new KeyRefused(KEY, ANA, "SuspendKey", Reason.NOT_NOW));
        assertEquals(new KeyState.Requested(), key.key().state());
        assertEquals(cause, key.cause());
        assertEquals(2, key.version());
    }

    @Test
    void whatWasNeverMadeIsARefusedKey() {
        happen(new KeyRefused(KEY, ANA, "CreateKey", Reason.KEY_LIMIT_REACHED));
        assertEquals(new KeyState.Refused(Reason.KEY_LIMIT_REACHED), key.key().state());
        assertNull(key.key().server());
    }

    @Test
    void aLogWithoutABeginningTellsNothing() {
        assertNull(LoggedKey.after(null, envelope(new KeyRevoked(KEY, ANA), 7)));
    }

    private List<Object> seen() {
        return List.of(key.key().state(), key.key().server(), key.port(), key.version());
    }

    private void happen(KeyEvent... events) {
        for (var event : events) {
            key = LoggedKey.after(key, envelope(event, ++version));
        }
    }

    private static Envelope<KeyEvent> envelope(KeyEvent event, long version) {
        var command = new UUID(9, version);
        return new Envelope<>(UUID.randomUUID(), event, Instant.EPOCH, version, command, command, null);
    }
}
