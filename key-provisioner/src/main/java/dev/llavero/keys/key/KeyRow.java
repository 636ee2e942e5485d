package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** A key's row. Changed only through {@link #become}, while the row is locked. */
@Entity
@Table(schema = "keys", name = "key")
class KeyRow {
    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    private String protocol;
    private String location;

    @Column(name = "server_id")
    private String serverId;

    private Integer port;
    private String name;
    private String state;
    private String phase;
    private String reason;
    private int generation;
    private long version;
    private UUID cause;
    private UUID correlation;
    private String traceparent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected KeyRow() {}

    static KeyRow of(Key key, Cause cause, Instant now) {
        var row = new KeyRow();
        row.id = key.id().value();
        row.userId = key.owner().value();
        row.generation = 1;
        row.createdAt = now;
        row.become(key, now);
        row.worksOn(cause);
        return row;
    }

    Key key() {
        return new Key(
                keyId(),
                new UserId(userId),
                orNull(protocol, Protocol::valueOf),
                orNull(location, LocationCode::new),
                orNull(serverId, ServerId::new),
                orNull(name, Sealed::new),
                keyState());
    }

    private KeyState keyState() {
        return switch (state) {
            case "REQUESTED" -> new KeyState.Requested();
            case "ACTIVE" -> new KeyState.Active();
            case "SUSPENDED" -> new KeyState.Suspended(SuspendReason.named(reason), KeyState.Phase.valueOf(phase));
            case "REVOKING" -> new KeyState.Revoking();
            case "REVOKED" -> new KeyState.Revoked();
            case "REFUSED" -> new KeyState.Refused(Reason.named(reason));
            default -> throw new IllegalStateException("key.state is " + state);
        };
    }

    void become(Key key, Instant now) {
        protocol = orNull(key.protocol(), Protocol::name);
        location = orNull(key.location(), LocationCode::value);
        serverId = orNull(key.server(), ServerId::value);
        name = orNull(key.name(), Sealed::ciphertext);
        changedAt = now;
        phase = null;
        reason = null;
        switch (key.state()) {
            case KeyState.Requested requested -> state = "REQUESTED";
            case KeyState.Active active -> state = "ACTIVE";
            case KeyState.Suspended(var why, var how) -> {
                state = "SUSPENDED";
                reason = why.name();
                phase = how.name();
            }
            case KeyState.Revoking revoking -> state = "REVOKING";
            case KeyState.Revoked revoked -> state = "REVOKED";
            case KeyState.Refused(var why) -> {
                state = "REFUSED";
                reason = why.name();
            }
        }
    }

    /** From now on, what happens goes back to this. */
    void worksOn(Cause next) {
        cause = next.causation();
        correlation = next.correlation();
        traceparent = next.traceparent();
    }

    /** What it was last working on. */
    Cause cause() {
        return new Cause(correlation, cause, traceparent);
    }

    /** Where its server was last seen to listen for it; null before that. */
    Integer port() {
        return port;
    }

    void listensOn(int seenPort) {
        port = seenPort;
    }

    /** A new credential replaces the one that its server would not take. @return its generation */
    int nextGeneration() {
        return ++generation;
    }

    /** @return the version that the next event makes */
    long nextVersion() {
        return ++version;
    }

    KeyId keyId() {
        return new KeyId(id);
    }

    private static <A, B> B orNull(A value, Function<A, B> change) {
        return value == null ? null : change.apply(value);
    }
}
