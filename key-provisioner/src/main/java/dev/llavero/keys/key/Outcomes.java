package dev.llavero.keys.key;

import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.AggregateTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    Uni<TurnEnd> present(Turn turn, DuePlacement placement, int port) {
        return written(turn, placement, (sql, row) -> Placements.seen(sql, placement, DuePlacement.Wanted.PRESENT)
                .chain(current ->
                        current && wantedHere(row, placement) ? decided(sql, row, held(row, port)) : nothing()));
    }

    Uni<TurnEnd> absent(Turn turn, DuePlacement placement) {
        return written(turn, placement, (sql, row) -> Placements.seen(sql, placement, DuePlacement.Wanted.ABSENT)
                .chain(current -> current
                        ? Fleets.release(sql, placement.server())
                                .chain(() -> Placements.isNowhere(sql, placement.key()))
                                .chain(nowhere ->
                                        nowhere ? decided(sql, row, KeyDecider::seenAbsentEverywhere) : nothing())
                        : nothing()));
    }

    /** The server has another key with the same password: ours gets a new one, and stays due. */
    Uni<TurnEnd> anotherCredential(Turn turn, DuePlacement placement) {
        LOG.warnf(
                "%s has something of the credential of key %s already, making another", turn.server(), placement.key());
        return written(turn, placement, (sql, row) -> credentials.makeNext(sql, row.key(), row.nextGeneration()));
    }

    private static boolean wantedHere(KeyRow row, DuePlacement placement) {
        return placement.server().equals(row.key().server());
    }

    private static Function<Key, Decision> held(KeyRow row, int port) {
        row.listensOn(port);
        return key -> KeyDecider.seenPresent(key, port);
    }

    private Uni<TurnEnd> written(Turn turn, DuePlacement placement, BiFunction<Sql, KeyRow, Uni<Void>> write) {
        return transactions
                .run(sql -> keys.locked(sql, List.of(placement.key()))
                        .chain(rows -> write.apply(sql, rows.get(placement.key())))
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

    private static void rollBackUnless(boolean ours, Turn turn) {
        if (!ours) {
            throw new LostTurn(turn);
        }
    }

    private Uni<Void> decided(Sql sql, KeyRow row, Function<Key, Decision> decide) {
        return sql.query("select platform.now()").chain(now -> {
            var decision = decide.apply(row.key());
            var time = now.getFirst().time(0);
            row.become(decision.after(), time);
            return Outbox.add(
                    sql,
                    Role.KEY_PROVISIONER,
                    decision.told().stream()
                            .map(told -> {
                                LOG.infof("%s %s", told.event().getClass().getSimpleName(), row.keyId());
                                return row.cause().envelope(Ids.next(), told.event(), row.nextVersion(), time);
                            })
                            .toList());
        });
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** Rolls the outcome back: whoever has the turn now will see for themselves. */
    private static final class LostTurn extends RuntimeException {
        LostTurn(Turn turn) {
            super("the turn of " + turn.server() + " is somebody else's");
        }
    }
}
