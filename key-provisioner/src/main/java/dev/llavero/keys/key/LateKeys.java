package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.restore.Hold;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.AggregateTransactions;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * A key that its server was not seen to hold within 30 s is placed elsewhere in the same location; the first server loses it
 * when it answers again. Also the net under the turns.
 */
@ApplicationScoped
class LateKeys implements Worker {
    private static final Logger LOG = Logger.getLogger(LateKeys.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final int BATCH = 50;

    /** In any order: those that can be placed nowhere must not stand before the others for ever. */
    private static final String LATE = """
            select id from keys.key
             where (state = 'REQUESTED' or phase = 'RESUMING') and changed_at < platform.now() - interval '30 seconds'
               and not exists (select from keys.adoption where key_id = key.id and state = 'REQUESTED')
             order by random() limit $1
            """;

    private static final String HELD_BY = "select server_id from keys.placement where key_id = $1 and seen <> 'ABSENT'";

    @Inject
    PlainTransactions plain;

    @Inject
    AggregateTransactions transactions;

    @Inject
    KeyRows keys;

    @Inject
    Hold hold;

    @Inject
    Turns turns;

    @Inject
    Nudges nudges;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "late-keys";
    }

    @Override
    public String nudge() {
        return "keys.late";
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(TICK, this::placeLate);
    }

    private Uni<Duration> placeLate() {
        return turns.mend()
                .chain(() -> plain.autocommit().query(LATE, BATCH))
                .chain(rows -> placeEach(
                        rows.stream().map(row -> new KeyId(row.uuid(0))).toList()))
                .replaceWith(TICK);
    }

    private Uni<Void> placeEach(List<KeyId> late) {
        var all = Uni.createFrom().voidItem();
        for (var key : late) {
            all = all.chain(() -> transactions.run(sql -> placeElsewhere(sql, key)))
                    .invoke(() -> nudges.send(TurnWorker.NUDGE));
        }
        return all;
    }

    private Uni<Void> placeElsewhere(Sql sql, KeyId id) {
        return keys.locked(sql, List.of(id)).chain(rows -> Fleets.locked(sql).chain(fleet -> sql.query(
                        HELD_BY, id.value())
                .map(held -> held.stream().map(row -> new ServerId(row.text(0))).collect(Collectors.toSet()))
                .chain(held -> move(sql, rows.get(id), fleet, held))));
    }

    private Uni<Void> move(Sql sql, KeyRow row, Fleet fleet, Set<ServerId> held) {
        var key = row.key();
        var waiting =
                switch (key.state()) {
                    case KeyState.Requested requested -> true;
                    case KeyState.Suspended(var reason, var phase) -> phase == KeyState.Phase.RESUMING;
                    case KeyState.Active active -> false;
                    case KeyState.Revoking revoking -> false;
                    case KeyState.Revoked revoked -> false;
                    case KeyState.Refused refused -> false;
                };
        var target = fleet.elsewhere(key.protocol(), key.location(), held);
        if (!waiting || target.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var server = target.get().id();
        LOG.infof("Key %s was not seen on %s within 30 s, placing it on %s", key.id(), key.server(), server);
        fleet.reserve(server);
        return sql.query("select platform.now()")
                .invoke(now -> row.become(key.on(server), now.getFirst().time(0)))
                .chain(() -> Placements.wantAbsent(sql, List.of(key.id())))
                .chain(() -> Fleets.reserve(sql, fleet))
                .chain(() -> Placements.wantPresent(sql, List.of(new Placements.Wish(key.id(), server))));
    }
}
