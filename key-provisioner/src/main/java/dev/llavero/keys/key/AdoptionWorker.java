package dev.llavero.keys.key;

import dev.llavero.contracts.Reason;
import dev.llavero.keys.key.Adoptions.Adoption;
import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ServerConnections;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.AggregateTransactions;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Backoff;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.vpn.Gone;
import dev.llavero.vpn.HeldKey;
import dev.llavero.vpn.HeldKey.OutlineKey;
import dev.llavero.vpn.Outcome;
import dev.llavero.vpn.VpnServer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Makes foreign keys ours. The secret goes from the server straight into the vault; once it is there the foreign key is removed,
 * and only then ours is due at its server: it has no two keys with one secret. Each step can be repeated, and whatever is asked of
 * the key meanwhile ends it.
 */
@ApplicationScoped
class AdoptionWorker implements Worker {
    static final String NUDGE = "keys.adoption";

    private static final Logger LOG = Logger.getLogger(AdoptionWorker.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Backoff AFTER_FAILURE = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Inject
    PlainTransactions plain;

    @Inject
    AggregateTransactions transactions;

    @Inject
    KeyRows keys;

    @Inject
    Credentials credentials;

    @Inject
    ServerConnections servers;

    @Inject
    Nudges nudges;

    @Inject
    Hold hold;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "adoptions";
    }

    @Override
    public String nudge() {
        return NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(TICK, this::next);
    }

    private Uni<Duration> next() {
        return Adoptions.claim(plain)
                .chain(claimed -> claimed.map(adoption -> goOn(adoption).replaceWith(Duration.ZERO))
                        .orElseGet(() -> Uni.createFrom().item(TICK)));
    }

    private Uni<Void> goOn(Adoption adoption) {
        return whileWanted(adoption, (sql, row) -> Uni.createFrom().voidItem())
                .chain(wanted -> wanted
                        ? servers.to(adoption.server())
                                .chain(server -> adoption.sealed() ? replace(adoption, server) : read(adoption, server))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> read(Adoption adoption, VpnServer server) {
        return server.list().chain(answer -> switch (answer) {
            case Outcome.Done<List<HeldKey>>(var held) ->
                found(adoption, held)
                        .map(key -> seal(adoption, key))
                        .orElseGet(() -> refuse(adoption, Reason.NO_SUCH_KEY));
            case Outcome.Down<List<HeldKey>>(var fault, var detail) -> later(adoption, fault, detail);
            case Outcome.Refused<List<HeldKey>>(var refusal, var detail) -> later(adoption, refusal, detail);
        });
    }

    private static Optional<OutlineKey> found(Adoption adoption, List<HeldKey> held) {
        return held.stream()
                .filter(key -> key.id().equals(adoption.foreign().id()))
                .filter(OutlineKey.class::isInstance)
                .map(OutlineKey.class::cast)
                .findFirst();
    }

    private Uni<Void> seal(Adoption adoption, OutlineKey foreign) {
        return foreign.isAsOurs()
                ? whileWanted(adoption, (sql, row) -> credentials
                                .keep(sql, row.key(), foreign.password())
                                .chain(() -> Adoptions.sealed(sql, adoption, foreign.port())))
                        .replaceWithVoid()
                : refuse(adoption, Reason.PROTOCOL_NOT_OFFERED);
    }

    private Uni<Void> replace(Adoption adoption, VpnServer server) {
        return server.removeForeign(adoption.foreign().id()).chain(answer -> switch (answer) {
            case Outcome.Done<Gone> done ->
                whileWanted(adoption, (sql, row) -> Adoptions.place(sql, adoption))
                        .invoke(() -> nudges.send(TurnWorker.NUDGE))
                        .replaceWithVoid();
            case Outcome.Down<Gone>(var fault, var detail) -> later(adoption, fault, detail);
            case Outcome.Refused<Gone>(var refusal, var detail) -> later(adoption, refusal, detail);
        });
    }

    private Uni<Void> refuse(Adoption adoption, Reason reason) {
        LOG.warnf("Key %s is not adopted on %s: %s", adoption.key(), adoption.server(), reason);
        return whileWanted(adoption, (sql, row) -> sql.query("select platform.now()")
                        .chain(rows -> {
                            var now = rows.getFirst().time(0);
                            var decision = KeyDecider.notAdopted(row.key(), reason);
                            row.become(decision.after(), now);
                            var event = decision.told().getFirst().event();
                            return Adoptions.notPlaced(sql, adoption)
                                    .chain(() -> Outbox.add(
                                            sql,
                                            Role.KEY_PROVISIONER,
                                            List.of(row.cause().envelope(Ids.next(), event, row.nextVersion(), now))));
                        }))
                .invoke(() -> nudges.send(Outbox.nudge(Role.KEY_PROVISIONER)))
                .replaceWithVoid();
    }

    private Uni<Void> later(Adoption adoption, Object why, String detail) {
        LOG.warnf("Key %s is not adopted yet: %s (%s) %s", adoption.key(), adoption.server(), why, detail);
        return Adoptions.postpone(plain, adoption, AFTER_FAILURE.after(adoption.attempts()));
    }

    /** @return false when something else is wanted of the key by now: then it is over */
    private Uni<Boolean> whileWanted(Adoption adoption, BiFunction<Sql, KeyRow, Uni<Void>> step) {
        return transactions.run(sql -> keys.locked(sql, List.of(adoption.key())).chain(rows -> {
            var row = rows.get(adoption.key());
            var wanted = row.key().state() instanceof KeyState.Requested;
            return (wanted ? step.apply(sql, row) : Adoptions.over(sql, adoption)).replaceWith(wanted);
        }));
    }
}
