package dev.llavero.keys.key;

import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyCommand.RenameKey;
import dev.llavero.contracts.KeyCommand.ResumeKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyCommand.SuspendKey;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyCreated;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRenamed;
import dev.llavero.contracts.KeyEvent.KeyRequested;
import dev.llavero.contracts.KeyEvent.KeyResumed;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyEvent.KeyRevoking;
import dev.llavero.contracts.KeyEvent.KeySuspended;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.keys.key.Decision.To;
import dev.llavero.keys.key.Decision.Told;
import dev.llavero.keys.key.Decision.Wish;
import dev.llavero.keys.key.KeyState.Active;
import dev.llavero.keys.key.KeyState.Phase;
import dev.llavero.keys.key.KeyState.Refused;
import dev.llavero.keys.key.KeyState.Requested;
import dev.llavero.keys.key.KeyState.Revoked;
import dev.llavero.keys.key.KeyState.Revoking;
import dev.llavero.keys.key.KeyState.Suspended;
import dev.llavero.keys.server.ForeignKey;
import java.util.List;

/** Every rule about keys. Pure: the same question always has the same answer. */
final class KeyDecider {
    private KeyDecider() {}

    /**
     * @param key null when there is none of that id
     * @param allowance of the user who wants a key; not looked at for other commands
     */
    static Decision decide(Key key, KeyCommand command, Allowance allowance, Fleet fleet) {
        return switch (command) {
            case CreateKey create ->
                key == null ? create(create, allowance, fleet) : refuse(key, create, Reason.KEY_EXISTS);
            case AdoptKey adopt -> key == null ? adopt(adopt, allowance, fleet) : refuse(key, adopt, Reason.KEY_EXISTS);
            case RevokeKey revoke -> allowed(key, revoke) ? revoke(key, revoke) : refuse(key, revoke, whyNot(key));
            case SuspendKey suspend ->
                allowed(key, suspend) ? suspend(key, suspend) : refuse(key, suspend, whyNot(key));
            case ResumeKey resume ->
                allowed(key, resume) ? resume(key, resume, fleet) : refuse(key, resume, whyNot(key));
            case RenameKey rename -> allowed(key, rename) ? rename(key, rename) : refuse(key, rename, whyNot(key));
        };
    }

    /**
     * A server was seen to hold the key, and should.
     *
     * @param known where the key's user takes it to listen; null if nobody was told yet
     */
    static Decision seenPresent(Key key, Integer known, int port) {
        return switch (key.state()) {
            case Requested requested -> Decision.of(key.as(new Active()), Wish.UNCHANGED, created(key, port));
            case Suspended(var reason, var phase)
            when phase == Phase.RESUMING -> Decision.of(key.as(new Active()), Wish.UNCHANGED, resumed(key, port));
            case Suspended suspended -> Decision.nothing(key);
            case Active active -> known == null || known == port ? Decision.nothing(key) : elsewhere(key, port);
            case Revoking revoking -> Decision.nothing(key);
            case Revoked revoked -> Decision.nothing(key);
            case Refused refused -> Decision.nothing(key);
        };
    }

    /** Its server had lost it, and something else has its port by now: what its user has leads nowhere. */
    private static Decision elsewhere(Key key, int port) {
        return new Decision(key, Wish.UNCHANGED, List.of(new Told(resumed(key, port), To.NOBODY)));
    }

    /** No server holds the key any more. */
    static Decision seenAbsentEverywhere(Key key) {
        return switch (key.state()) {
            case Revoking revoking ->
                Decision.of(key.as(new Revoked()), Wish.UNCHANGED, new KeyRevoked(key.id(), key.owner()));
            case Suspended(var reason, var phase)
            when phase == Phase.STOPPING ->
                Decision.of(
                        key.as(new Suspended(reason, Phase.STOPPED)),
                        Wish.UNCHANGED,
                        new KeySuspended(key.id(), key.owner(), reason));
            case Suspended suspended -> Decision.nothing(key);
            case Requested requested -> Decision.nothing(key);
            case Active active -> Decision.nothing(key);
            case Revoked revoked -> Decision.nothing(key);
            case Refused refused -> Decision.nothing(key);
        };
    }

    private static Decision create(CreateKey command, Allowance allowance, Fleet fleet) {
        if (!command.requestedBy().mayActOn(command.userId())) {
            return refuseToCreate(command, Reason.NOT_YOURS);
        }
        if (allowance.ended()) {
            return refuseToCreate(command, Reason.ENTITLEMENT_ENDED);
        }
        if (!allowance.allowsOneMore()) {
            return refuseToCreate(command, Reason.KEY_LIMIT_REACHED);
        }
        return switch (fleet.chooseNew(command.protocol(), command.location())) {
            case Fleet.Choice.Impossible(var reason) -> refuseToCreate(command, reason);
            case Fleet.Choice.Chosen(var berth) -> {
                fleet.reserveNew(berth);
                var key = new Key(
                        command.keyId(),
                        command.userId(),
                        berth.protocol(),
                        berth.location(),
                        berth.id(),
                        command.name(),
                        new Requested());
                yield Decision.of(key, Wish.PRESENT, requested(key));
            }
        };
    }

    /** The user's limit does not count, for the operator has seen both; but who is to be erased gets nothing. */
    private static Decision adopt(AdoptKey command, Allowance allowance, Fleet fleet) {
        if (command.requestedBy().kind() != RequestedBy.Kind.OPERATOR) {
            return refuse(null, command, Reason.NOT_YOURS);
        }
        if (!allowance.allowsAny()) {
            return refuse(null, command, Reason.KEY_LIMIT_REACHED);
        }
        if (allowance.ended()) {
            return refuse(null, command, Reason.ENTITLEMENT_ENDED);
        }
        var foreign = new ForeignKey(command.serverId(), command.foreignId());
        return switch (fleet.chooseFor(foreign)) {
            case Fleet.Choice.Impossible(var reason) -> refuse(null, command, reason);
            case Fleet.Choice.Chosen(var berth) -> {
                fleet.reserveFor(foreign);
                var key = new Key(
                        command.keyId(),
                        command.userId(),
                        berth.protocol(),
                        berth.location(),
                        berth.id(),
                        null,
                        new Requested());
                yield Decision.of(key, Wish.ADOPTED, requested(key));
            }
        };
    }

    /** It cannot be adopted after all. */
    static Decision notAdopted(Key key, Reason reason) {
        return Decision.of(
                key.as(new Refused(reason)),
                Wish.UNCHANGED,
                new KeyRefused(key.id(), key.owner(), AdoptKey.class.getSimpleName(), reason));
    }

    private static Decision refuseToCreate(CreateKey command, Reason reason) {
        var refused = new Key(
                command.keyId(),
                command.userId(),
                command.protocol(),
                command.location(),
                null,
                command.name(),
                new Refused(reason));
        return Decision.of(
                refused, Wish.UNCHANGED, new KeyRefused(command.keyId(), command.userId(), name(command), reason));
    }

    private static Decision revoke(Key key, RevokeKey command) {
        return switch (key.state()) {
            case Requested requested -> revokeBeforeDone(key, CreateKey.class);
            case Suspended(var reason, var phase) ->
                switch (phase) {
                    case STOPPING -> revokeBeforeDone(key, SuspendKey.class);
                    case RESUMING -> revokeBeforeDone(key, ResumeKey.class);
                    case STOPPED ->
                        Decision.of(key.as(new Revoked()), Wish.UNCHANGED, new KeyRevoked(key.id(), key.owner()));
                };
            case Active active ->
                Decision.of(key.as(new Revoking()), Wish.ABSENT, new KeyRevoking(key.id(), key.owner()));
            case Revoking revoking -> refuse(key, command, Reason.NOT_NOW);
            case Revoked revoked -> refuse(key, command, Reason.KEY_ENDED);
            case Refused refused -> refuse(key, command, Reason.KEY_ENDED);
        };
    }

    /** Whoever waits for the earlier command hears that it is over. */
    private static Decision revokeBeforeDone(Key key, Class<? extends KeyCommand> earlier) {
        var withdrawn = new KeyRefused(key.id(), key.owner(), earlier.getSimpleName(), Reason.WITHDRAWN);
        return new Decision(
                key.as(new Revoking()),
                Wish.ABSENT,
                List.of(
                        new Told(withdrawn, To.THE_EARLIER_COMMAND),
                        new Told(new KeyRevoking(key.id(), key.owner()), To.THIS)));
    }

    private static Decision suspend(Key key, SuspendKey command) {
        if (command.requestedBy().kind() == RequestedBy.Kind.USER && command.reason() != SuspendReason.PAUSED) {
            return refuse(key, command, Reason.NOT_YOURS);
        }
        return switch (key.state()) {
            case Active active -> Decision.of(key.as(new Suspended(command.reason(), Phase.STOPPING)), Wish.ABSENT);
            case Suspended(var reason, var phase) -> suspendAgain(key, command, reason, phase);
            case Requested requested -> refuse(key, command, Reason.NOT_NOW);
            case Revoking revoking -> refuse(key, command, Reason.KEY_ENDED);
            case Revoked revoked -> refuse(key, command, Reason.KEY_ENDED);
            case Refused refused -> refuse(key, command, Reason.KEY_ENDED);
        };
    }

    /** A pause gives way to a stronger reason, which the user cannot end. */
    private static Decision suspendAgain(Key key, SuspendKey command, SuspendReason now, Phase phase) {
        var stronger = now == SuspendReason.PAUSED && command.reason() != SuspendReason.PAUSED;
        return stronger && phase == Phase.STOPPED
                ? Decision.of(
                        key.as(new Suspended(command.reason(), Phase.STOPPED)),
                        Wish.UNCHANGED,
                        new KeySuspended(key.id(), key.owner(), command.reason()))
                : refuse(key, command, Reason.NOT_NOW);
    }

    private static Decision resume(Key key, ResumeKey command, Fleet fleet) {
        return switch (key.state()) {
            case Suspended(var reason, var phase)
            when phase == Phase.STOPPED ->
                reason != SuspendReason.PAUSED && command.requestedBy().kind() == RequestedBy.Kind.USER
                        ? refuse(key, command, Reason.HELD)
                        : putBack(key, command, reason, fleet);
            case Suspended suspended -> refuse(key, command, Reason.NOT_NOW);
            case Requested requested -> refuse(key, command, Reason.NOT_NOW);
            case Active active -> refuse(key, command, Reason.NOT_NOW);
            case Revoking revoking -> refuse(key, command, Reason.KEY_ENDED);
            case Revoked revoked -> refuse(key, command, Reason.KEY_ENDED);
            case Refused refused -> refuse(key, command, Reason.KEY_ENDED);
        };
    }

    private static Decision putBack(Key key, ResumeKey command, SuspendReason reason, Fleet fleet) {
        var choice = fleet.again(key.server())
                .<Fleet.Choice>map(Fleet.Choice.Chosen::new)
                .orElseGet(() -> fleet.choose(key.protocol(), key.location()));
        return switch (choice) {
            case Fleet.Choice.Impossible(var why) -> refuse(key, command, why);
            case Fleet.Choice.Chosen(var berth) -> {
                fleet.reserve(berth.id());
                yield Decision.of(key.on(berth.id()).as(new Suspended(reason, Phase.RESUMING)), Wish.PRESENT);
            }
        };
    }

    private static Decision rename(Key key, RenameKey command) {
        return key.state().living()
                ? Decision.of(
                        key.called(command.name()),
                        Wish.UNCHANGED,
                        new KeyRenamed(key.id(), key.owner(), command.name()))
                : refuse(key, command, Reason.KEY_ENDED);
    }

    private static boolean allowed(Key key, KeyCommand command) {
        return key != null && command.requestedBy().mayActOn(key.owner());
    }

    private static Reason whyNot(Key key) {
        return key == null ? Reason.NO_SUCH_KEY : Reason.NOT_YOURS;
    }

    private static Decision refuse(Key key, KeyCommand command, Reason reason) {
        var owner = key == null ? null : key.owner();
        return Decision.of(key, Wish.UNCHANGED, new KeyRefused(command.keyId(), owner, name(command), reason));
    }

    private static String name(KeyCommand command) {
        return command.getClass().getSimpleName();
    }

    private static KeyEvent requested(Key key) {
        return new KeyRequested(key.id(), key.owner(), key.protocol(), key.location(), key.server(), key.name());
    }

    private static KeyEvent resumed(Key key, int port) {
        return new KeyResumed(key.id(), key.owner(), key.server(), port);
    }

    private static KeyEvent created(Key key, int port) {
        return new KeyCreated(key.id(), key.owner(), key.protocol(), key.location(), key.server(), port, key.name());
    }
}
