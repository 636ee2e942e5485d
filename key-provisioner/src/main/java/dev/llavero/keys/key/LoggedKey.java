package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.keys.key.KeyState.Active;
import dev.llavero.keys.key.KeyState.Phase;
import dev.llavero.keys.key.KeyState.Refused;
import dev.llavero.keys.key.KeyState.Requested;
import dev.llavero.keys.key.KeyState.Revoked;
import dev.llavero.keys.key.KeyState.Revoking;
import dev.llavero.keys.key.KeyState.Suspended;
import dev.llavero.platform.message.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A key as its events tell it, without its secret, which is on no topic.
 *
 * @param port null until a server was seen to hold it
 * @param cause what it was last at work on
 * @param commands that its events go back to, each with the version that it made
 */
record LoggedKey(
        Key key,
        Integer port,
        long version,
        Cause cause,
        List<Carried> commands,
        Instant createdAt,
        Instant changedAt) {
    /** A command of which something came. */
    record Carried(UUID command, long version) {}

    /**
     * @param before null for none
     * @return what was before if the event is a repeat; null if the log does not tell how the key began
     */
    static LoggedKey after(LoggedKey before, Envelope<KeyEvent> event) {
        var repeated = before != null && event.sequence() <= before.version;
        return repeated || before == null && !begins(event.message()) ? before : next(before, event);
    }

    private static boolean begins(KeyEvent event) {
        return switch (event) {
            case KeyEvent.KeyRequested _, KeyEvent.KeyCreated _, KeyEvent.KeyRefused _ -> true;
            case KeyEvent.KeySuspended _,
                    KeyEvent.KeyResumed _,
                    KeyEvent.KeyRenamed _,
                    KeyEvent.KeyRevoking _,
                    KeyEvent.KeyRevoked _ -> false;
        };
    }

    private static LoggedKey next(LoggedKey before, Envelope<KeyEvent> event) {
        return switch (event.message()) {
            case KeyEvent.KeyRequested(var id, var user, var protocol, var place, var server, var name) ->
                working(before, event, key(id, user, protocol, place, server, name, new Requested()), null);
            case KeyEvent.KeyCreated(var id, var user, var protocol, var place, var server, var port, var name) ->
                working(before, event, key(id, user, protocol, place, server, name, new Active()), port);
            case KeyEvent.KeySuspended(var _, var _, var reason) ->
                working(before, event, before.key.as(new Suspended(reason, Phase.STOPPED)), before.port);
            case KeyEvent.KeyResumed(var _, var _, var server, var port) ->
                working(before, event, before.key.on(server).as(new Active()), port);
            case KeyEvent.KeyRevoking _ -> working(before, event, before.key.as(new Revoking()), before.port);
            case KeyEvent.KeyRevoked _ -> working(before, event, before.key.as(new Revoked()), before.port);
            case KeyEvent.KeyRenamed(var _, var _, var name) -> beside(before, event, before.key.called(name));
            case KeyEvent.KeyRefused refused -> refused(before, event, refused);
        };
    }

    private static LoggedKey refused(LoggedKey before, Envelope<KeyEvent> event, KeyEvent.KeyRefused refused) {
        var end = new Refused(refused.reason());
        if (before == null) {
            return working(null, event, key(refused.keyId(), refused.userId(), null, null, null, null, end), null);
        }
        return before.key.state() instanceof Requested && refused.endsMaking()
                ? working(before, event, before.key.as(end), before.port)
                : beside(before, event, before.key);
    }

    private static Key key(
            KeyId id,
            UserId user,
            Protocol protocol,
            LocationCode place,
            ServerId server,
            Sealed name,
            KeyState state) {
        return new Key(id, user, protocol, place, server, name, state);
    }

    private static LoggedKey working(LoggedKey before, Envelope<KeyEvent> event, Key key, Integer port) {
        var cause = new Cause(
                event.correlationId(),
                event.causationId() == null ? event.correlationId() : event.causationId(),
                event.traceparent());
        return of(before, event, key, port, cause);
    }

    /** A new name, or a refusal, ends nothing that the key is at work on. */
    private static LoggedKey beside(LoggedKey before, Envelope<KeyEvent> event, Key key) {
        return of(before, event, key, before.port, before.cause);
    }

    private static LoggedKey of(LoggedKey before, Envelope<KeyEvent> event, Key key, Integer port, Cause cause) {
        var commands = before == null ? new ArrayList<Carried>() : before.commands;
        commands.add(new Carried(event.correlationId(), event.sequence()));
        return new LoggedKey(
                key,
                port,
                event.sequence(),
                cause,
                commands,
                before == null ? event.time() : before.createdAt,
                event.time());
    }
}
