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
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The story of one key, told event by event. */
final class KeyEvents {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    static final LocationCode PLACE = new LocationCode("nl");
    static final ServerId FIRST = new ServerId("nl-1");
    static final ServerId SECOND = new ServerId("nl-2");

    final KeyId key;
    final UserId user;
    private final List<Envelope<KeyEvent>> told = new ArrayList<>();
    private Instant now;

    KeyEvents(KeyId key, UserId user, Instant now) {
        this.key = key;
        this.user = user;
        this.now = now;
    }

    static KeyEvents ofNewKey(UserId user, int secondsLater) {
        return new KeyEvents(new KeyId(UUID.randomUUID()), user, BEGINNING.plusSeconds(secondsLater));
    }

    KeyEvents requested() {
        return tell(new KeyRequested(key, user, Protocol.OUTLINE, PLACE, FIRST, null));
    }

    KeyEvents created() {
        return tell(new KeyCreated(key, user, Protocol.OUTLINE, PLACE, FIRST, 443, null));
    }

    KeyEvents renamed(String name) {
        return tell(new KeyRenamed(key, user, name == null ? null : sealed(name)));
    }

    KeyEvents suspended() {
        return tell(new KeySuspended(key, user, SuspendReason.PAUSED));
    }

    KeyEvents resumed() {
        return tell(new KeyResumed(key, user, SECOND, 8443));
    }

    KeyEvents refused(String command, Reason reason) {
        return tell(new KeyRefused(key, user, command, reason));
    }

    KeyEvents revoked() {
        return tell(new KeyRevoking(key, user)).tell(new KeyRevoked(key, user));
    }

    List<Envelope<KeyEvent>> events() {
        return List.copyOf(told);
    }

    /** Any story that a key could have. */
    static KeyEvents drawn(Random random, UserId user) {
        var key = new KeyId(new UUID(random.nextLong(), random.nextLong()));
        var story = new KeyEvents(key, user, BEGINNING.plusSeconds(random.nextInt(1_000)))
                .requested()
                .created();
        for (int chapters = random.nextInt(12); chapters > 0; chapters--) {
            switch (random.nextInt(4)) {
                case 0 -> story.suspended().resumed();
                case 1 -> story.renamed(random.nextBoolean() ? null : "name " + random.nextInt(100));
                case 2 -> story.refused("RevokeKey", Reason.NOT_YOURS);
                default ->
                    story.suspended().refused("SuspendKey", Reason.NOT_NOW).resumed();
            }
        }
        return random.nextInt(3) == 0 ? story.revoked() : story;
    }

    static Sealed sealed(String name) {
        return Sealed.of(name.getBytes(StandardCharsets.UTF_8));
    }

    private KeyEvents tell(KeyEvent event) {
        now = now.plusSeconds(1);
        told.add(new Envelope<>(UUID.randomUUID(), event, now, told.size() + 1, UUID.randomUUID(), null, null));
        return this;
    }
}
