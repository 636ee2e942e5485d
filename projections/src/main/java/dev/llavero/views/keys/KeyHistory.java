package dev.llavero.views.keys;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyCreated;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRenamed;
import dev.llavero.contracts.KeyEvent.KeyRequested;
import dev.llavero.contracts.KeyEvent.KeyResumed;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyEvent.KeyRevoking;
import dev.llavero.contracts.KeyEvent.KeySuspended;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.platform.consumer.Poison;
import dev.llavero.platform.message.Envelope;
import dev.llavero.views.keys.KeyView.State;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Retells keys from their events. Pure: the same events give the same rows, however often they arrive. */
final class KeyHistory {
    private KeyHistory() {}

    /** @return the keys that the events changed, each once, as it is after the last of them */
    static Collection<KeyView> retell(Collection<KeyView> known, List<Envelope<KeyEvent>> events) {
        var keys = new HashMap<KeyId, KeyView>();
        known.forEach(key -> keys.put(key.key(), key));
        Map<KeyId, KeyView> changed = new LinkedHashMap<>();
        for (var event : events) {
            var before = keys.get(event.message().keyId());
            var after = after(before, event);
            if (after != before) {
                keys.put(after.key(), after);
                changed.put(after.key(), after);
            }
        }
        return changed.values();
    }

    static Optional<KeyView> next(Optional<KeyView> known, Envelope<KeyEvent> event) {
        if (known.isEmpty() && !(event.message() instanceof KeyRequested)) {
            return Optional.empty();
        }
        var version = known.map(KeyView::version).orElse(0L);
        return event.sequence() > version + 1
                ? Optional.empty()
                : Optional.ofNullable(after(known.orElse(null), event));
    }

    private static KeyView after(KeyView before, Envelope<KeyEvent> event) {
        var version = before == null ? 0 : before.version();
        return event.sequence() <= version ? before : told(before, event);
    }

    private static KeyView told(KeyView before, Envelope<KeyEvent> event) {
        return switch (event.message()) {
            case KeyRequested asked -> requested(asked, event);
            case KeyRefused refused -> before == null ? null : refused(before, refused, event);
            case KeyCreated created -> next(known(before, event), event).created(created);
            case KeySuspended suspended -> next(known(before, event), event).suspended(suspended.reason());
            case KeyResumed resumed -> next(known(before, event), event).resumed(resumed.serverId(), resumed.port());
            case KeyRenamed renamed -> next(known(before, event), event).renamed(renamed.name());
            case KeyRevoking revoking -> next(known(before, event), event).in(State.REVOKING);
            case KeyRevoked revoked -> next(known(before, event), event).in(State.REVOKED);
        };
    }

    private static KeyView requested(KeyRequested asked, Envelope<KeyEvent> event) {
        return new KeyView(
                asked.keyId(),
                asked.userId(),
                asked.protocol(),
                asked.location(),
                asked.serverId(),
                null,
                State.REQUESTED,
                null,
                asked.name(),
                event.sequence(),
                event.time(),
                event.time());
    }

    private static KeyView refused(KeyView before, KeyRefused refused, Envelope<KeyEvent> event) {
        return before.state() == State.REQUESTED && refused.endsMaking()
                ? next(before, event).in(State.REFUSED)
                : next(before, event).unchanged();
    }

    private static KeyView known(KeyView before, Envelope<KeyEvent> event) {
        if (before == null) {
            var kind = event.message().getClass().getSimpleName();
            throw new Poison(event.id(), kind + " of a key that was never requested");
        }
        return before;
    }

    private static Next next(KeyView before, Envelope<KeyEvent> event) {
        return new Next(before, event.sequence(), event.time());
    }

    /** What a key becomes by an event of this version and time. */
    private record Next(KeyView key, long version, Instant time) {
        KeyView created(KeyCreated created) {
            return with(created.serverId(), created.port(), State.ACTIVE, null, created.name());
        }

        KeyView suspended(SuspendReason reason) {
            return with(key.server(), key.port(), State.SUSPENDED, reason, key.name());
        }

        KeyView resumed(ServerId server, int port) {
            return with(server, port, State.ACTIVE, null, key.name());
        }

        KeyView renamed(Sealed name) {
            return with(key.server(), key.port(), key.state(), key.suspended(), name);
        }

        KeyView in(State state) {
            return with(key.server(), key.port(), state, null, key.name());
        }

        KeyView unchanged() {
            return with(key.server(), key.port(), key.state(), key.suspended(), key.name());
        }

        private KeyView with(ServerId server, Integer port, State state, SuspendReason suspended, Sealed name) {
            return new KeyView(
                    key.key(),
                    key.user(),
                    key.protocol(),
                    key.location(),
                    server,
                    port,
                    state,
                    suspended,
                    name,
                    version,
                    key.createdAt(),
                    time);
        }
    }
}
