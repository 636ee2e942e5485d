package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.keys.key.Decision.To;
import dev.llavero.keys.key.Decision.Told;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.AggregateTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * What a server was seen to hold becomes rows and events. An outcome counts only while the turn is still ours and the wish is
 * still the one that was carried out.
 */
@ApplicationScoped
class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    @Inject
    AggregateTransactions transactions;

    @Inject
    KeyRows keys;

    @Inject
    Credentials credentials;

    @Inject
    Nudges nudges;

    /** Several outcomes of one turn, in one transaction. @return {@code Answered}, or {@code Lost} with nothing written */
    Uni<TurnEnd> write(Turn turn, List<Seen> outcomes) {
        return written(turn, outcomes.stream().map(Seen::key).toList(), (sql, rows) -> Placements.seen(sql, outcomes)
                .map(still -> outcomes.stream()
                        .filter(seen -> still.contains(seen.key()))
                        .toList())
                .chain(current -> gone(sql, turn, current).chain(nowhere -> decided(sql, current, rows, nowhere))));
    }

    /**
     * The server has another key with something of the same credential: ours gets a new one, and stays due.
     *
     * @throws Credentials.NoAddress when none is left
     */
    Uni<TurnEnd> anotherCredential(Turn turn, KeyId key) {
        LOG.warnf("%s has something of the credential of key %s already, making another", turn.server(), key);
        return written(turn, List.of(key), (sql, rows) -> {
            var row = rows.get(key);
            return credentials.makeNext(sql, row.key(), row.nextGeneration());
        });
    }

    private Uni<TurnEnd> written(
            Turn turn, List<KeyId> keysOfTurn, BiFunction<Sql, Map<KeyId, KeyRow>, Uni<Void>> write) {
        return transactions
                .run(sql -> keys.locked(sql, keysOfTurn)
                        .chain(rows -> write.apply(sql, rows))
                        .chain(() -> Turns.renew(sql, turn))
                        .invoke(ours -> rollBackUnless(ours, turn)))
                .<TurnEnd>map(ours -> new TurnEnd.Answered())
                .invoke(end -> {
                    nudges.send(Outbox.nudge(Role.KEY_PROVISIONER));
                    CrashPoint.OUTCOME_COMMITTED.reached();
                })
                .onFailure(LostTurn.class)
                .recoverWithItem(TurnEnd.Lost::new);
    }

    /** @return those seen absent that no server holds any more */
    private static Uni<Set<KeyId>> gone(Sql sql, Turn turn, List<Seen> current) {
        var absent = current.stream()
                .filter(Seen.Absent.class::isInstance)
                .map(Seen::key)
                .toList();
        return absent.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : Fleets.release(sql, turn.server(), absent.size()).chain(() -> Placements.nowhere(sql, absent));
    }

    private Uni<Void> decided(Sql sql, List<Seen> current, Map<KeyId, KeyRow> rows, Set<KeyId> nowhere) {
        if (current.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.query("select platform.now()").chain(now -> {
            var time = now.getFirst().time(0);
            var events = new ArrayList<Envelope<KeyEvent>>();
            for (var seen : current) {
                var row = rows.get(seen.key());
                var decision = decide(seen, row, nowhere);
                row.become(decision.after(), time);
                decision.told().forEach(told -> events.add(tell(row, told, time)));
            }
            return Outbox.add(sql, Role.KEY_PROVISIONER, events);
        });
    }

    private static Decision decide(Seen seen, KeyRow row, Set<KeyId> nowhere) {
        return switch (seen) {
            case Seen.Present(var placement, var port) -> {
                if (!placement.server().equals(row.key().server())) {
                    yield Decision.nothing(row.key());
                }
                var decision = KeyDecider.seenPresent(row.key(), row.port(), port);
                row.listensOn(port);
                yield decision;
            }
            case Seen.Absent(var placement) ->
                nowhere.contains(placement.key())
                        ? KeyDecider.seenAbsentEverywhere(row.key())
                        : Decision.nothing(row.key());
        };
    }

    private static Envelope<KeyEvent> tell(KeyRow row, Told told, Instant time) {
        LOG.infof("%s %s", told.event().getClass().getSimpleName(), row.keyId());
        var cause = told.to() == To.NOBODY ? Cause.none() : row.cause();
        return cause.envelope(Ids.next(), told.event(), row.nextVersion(), time);
    }

    private static void rollBackUnless(boolean ours, Turn turn) {
        if (!ours) {
            throw new LostTurn(turn);
        }
    }

    /** Rolls the outcome back: whoever has the turn now will see for themselves. */
    private static final class LostTurn extends RuntimeException {
        LostTurn(Turn turn) {
            super("the turn of " + turn.server() + " is somebody else's");
        }
    }
}
