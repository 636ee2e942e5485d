package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.keys.key.TurnEnd.Answered;
import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ServerConnections;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Backoff;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.vpn.Endpoint;
import dev.llavero.vpn.Gone;
import dev.llavero.vpn.Outcome;
import dev.llavero.vpn.Refusal;
import dev.llavero.vpn.ServerCredential;
import dev.llavero.vpn.ServerKey;
import dev.llavero.vpn.VpnServer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes servers agree with their placements. Claims the turns of servers that have something due and works each off beside the
 * others, one call at a time per server. No database transaction is open while a server is called.
 */
@ApplicationScoped
class TurnWorker implements Worker {
    static final String NUDGE = "keys.turn";

    private static final Logger LOG = Logger.getLogger(TurnWorker.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int PLACEMENTS_AT_ONCE = 50;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration WHILE_FULL = Duration.ofMillis(20);
    private static final Duration WHILE_HELD = Duration.ofSeconds(1);
    private static final Backoff AFTER_OUTDATED = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Backoff AFTER_REFUSAL = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @Inject
    Hold hold;

    @Inject
    Turns turns;

    @Inject
    Outcomes outcomes;

    @Inject
    Credentials credentials;

    @Inject
    ServerConnections servers;

    @Inject
    PlainTransactions transactions;

    @Inject
    Nudges nudges;

    private final AtomicInteger running = new AtomicInteger();
    private final int atOnce;

    /** @param atOnce how many servers this process deals with beside each other */
    @Inject
    TurnWorker(@ConfigProperty(name = "llavero.servers.at-once") int atOnce) {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "SERVERS_AT_ONCE is %d; it takes 1 to %d".formatted(atOnce, MOST_AT_ONCE));
        }
        this.atOnce = atOnce;
    }

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "server-turns";
    }

    @Override
    public String nudge() {
        return NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(WHILE_HELD, this::claim);
    }

    private Uni<Duration> claim() {
        var free = atOnce - running.get();
        if (free == 0) {
            return Uni.createFrom().item(WHILE_FULL);
        }
        var asked = System.nanoTime();
        return turns.claim(free)
                .invoke(claimed -> claimed.forEach(turn -> begin(turn, new Ours(asked))))
                .replaceWith(TICK);
    }

    /** Turns run beside each other and beside the next claim. */
    private void begin(Turn turn, Ours ours) {
        running.incrementAndGet();
        CrashPoint.TURN_CLAIMED.reached();
        run(turn, ours)
                .onFailure()
                .invoke(failure -> LOG.warnf("turn of %s ends: %s", turn.server(), failure))
                .onFailure()
                .recoverWithNull()
                .subscribe()
                .with(done -> {
                    running.decrementAndGet();
                    nudges.send(NUDGE);
                });
    }

    private Uni<Void> run(Turn turn, Ours ours) {
        return servers.to(turn.server()).chain(server -> placements(turn, ours, server, turn.fails()));
    }

    /** Batch after batch, until nothing is due or the server does not answer. */
    private Uni<Void> placements(Turn turn, Ours ours, VpnServer server, int fails) {
        return turns.due(turn.server(), PLACEMENTS_AT_ONCE)
                .chain(due -> due.isEmpty()
                        ? turns.end(turn)
                        : credentials(due)
                                .chain(known -> batch(turn, ours, server, due, known))
                                .chain(end -> switch (end) {
                                    case TurnEnd.Answered answered -> placements(turn, ours, server, 0);
                                    case TurnEnd.Silent silent ->
                                        turns.fail(turn, fails).chain(() -> turns.compareSoon(turn));
                                    case TurnEnd.Lost lost -> turns.compareSoon(turn);
                                }));
    }

    /** Ends when all that was seen is written. */
    private Uni<TurnEnd> batch(
            Turn turn, Ours ours, VpnServer server, List<DuePlacement> due, Map<KeyId, ServerCredential> known) {
        var written = new OutcomeQueue(seen -> outcomes.write(turn, seen));
        return oneByOne(new Calls(turn, ours, server, known, written), due.iterator())
                .chain(end -> written.drained().map(last -> last instanceof Answered ? end : last));
    }

    /** One batch at one server. */
    private record Calls(
            Turn turn, Ours ours, VpnServer server, Map<KeyId, ServerCredential> known, OutcomeQueue written) {
        /** The outcome is written while the next call goes on. */
        Uni<TurnEnd> saw(Seen seen) {
            written.add(seen);
            return Uni.createFrom().item(new Answered());
        }
    }

    private Uni<Map<KeyId, ServerCredential>> credentials(List<DuePlacement> due) {
        var wanted = due.stream()
                .filter(placement -> placement.wanted() == DuePlacement.Wanted.PRESENT)
                .map(DuePlacement::key)
                .toList();
        return wanted.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : credentials.forServers(transactions.autocommit(), wanted);
    }

    private Uni<TurnEnd> oneByOne(Calls calls, Iterator<DuePlacement> due) {
        if (!due.hasNext() || calls.written.isBroken()) {
            return Uni.createFrom().item(new Answered());
        }
        return calls.ours
                .still(() -> turns.prolong(calls.turn))
                .chain(still ->
                        still ? one(calls, due.next()) : Uni.createFrom().item(new TurnEnd.Lost()))
                .chain(end -> end instanceof Answered
                        ? oneByOne(calls, due)
                        : Uni.createFrom().item(end));
    }

    private Uni<TurnEnd> one(Calls calls, DuePlacement placement) {
        return switch (placement.wanted()) {
            case PRESENT ->
                calls.known.containsKey(placement.key())
                        ? put(calls, placement)
                        : postponed(calls.turn, placement, Refusal.INVALID, "we have no credential of it that opens");
            case ABSENT ->
                calls.server
                        .remove(placement.key(), placement.epoch())
                        .invoke(answer -> CrashPoint.SERVER_ANSWERED.reached())
                        .chain(answer -> afterRemove(calls, placement, answer));
        };
    }

    private Uni<TurnEnd> put(Calls calls, DuePlacement placement) {
        return calls.server
                .put(new ServerKey(
                        placement.key(), placement.epoch(), calls.known.get(placement.key()), placement.port()))
                .invoke(answer -> CrashPoint.SERVER_ANSWERED.reached())
                .chain(answer -> afterPut(calls, placement, answer));
    }

    private Uni<TurnEnd> afterPut(Calls calls, DuePlacement placement, Outcome<Endpoint> answer) {
        return switch (answer) {
            case Outcome.Done<Endpoint>(var endpoint) -> {
                if (placement.port() != null && placement.port() != endpoint.port()) {
                    LOG.warnf(
                            "%s listens for key %s on port %d, no longer on %d: its user needs it anew",
                            placement.server(), placement.key(), endpoint.port(), placement.port());
                }
                yield calls.saw(new Seen.Present(placement, endpoint.port()));
            }
            case Outcome.Down<Endpoint>(var fault, var detail) -> silent(calls.turn, fault, detail);
            case Outcome.Refused<Endpoint>(var refusal, var detail) -> refused(calls, placement, refusal, detail);
        };
    }

    private Uni<TurnEnd> afterRemove(Calls calls, DuePlacement placement, Outcome<Gone> answer) {
        return switch (answer) {
            case Outcome.Done<Gone> done -> calls.saw(new Seen.Absent(placement));
            case Outcome.Down<Gone>(var fault, var detail) -> silent(calls.turn, fault, detail);
            case Outcome.Refused<Gone>(var refusal, var detail) ->
                refusal == Refusal.OUTDATED
                        ? outbid(calls.turn, placement)
                        : postponed(calls.turn, placement, refusal, detail);
        };
    }

    private static Uni<TurnEnd> silent(Turn turn, Object fault, String detail) {
        LOG.warnf("%s does not serve us (%s): %s", turn.server(), fault, detail);
        return Uni.createFrom().item(new TurnEnd.Silent());
    }

    /** What is ours to mend is mended and tried again at once; the rest waits. */
    private Uni<TurnEnd> refused(Calls calls, DuePlacement placement, Refusal refusal, String detail) {
        return switch (refusal) {
            case CREDENTIAL_TAKEN ->
                outcomes.anotherCredential(calls.turn, placement.key())
                        .onFailure(Credentials.NoAddress.class)
                        .recoverWithUni(() -> postponed(calls.turn, placement, refusal, detail));
            case DIFFERENT_KEY ->
                calls.server
                        .remove(placement.key(), placement.epoch())
                        .chain(gone -> gone instanceof Outcome.Done<Gone>
                                ? Uni.createFrom().item(new Answered())
                                : postponed(calls.turn, placement, refusal, detail));
            case OUTDATED -> outbid(calls.turn, placement);
            case INVALID -> postponed(calls.turn, placement, refusal, detail);
        };
    }

    private Uni<TurnEnd> outbid(Turn turn, DuePlacement placement) {
        LOG.warnf("%s has seen a later placement of key %s than %d", turn.server(), placement.key(), placement.epoch());
        return turns.outbid(placement, AFTER_OUTDATED).replaceWith(new Answered());
    }

    private Uni<TurnEnd> postponed(Turn turn, DuePlacement placement, Refusal refusal, String detail) {
        LOG.errorf("%s refuses key %s (%s): %s", turn.server(), placement.key(), refusal, detail);
        return turns.postpone(placement, AFTER_REFUSAL).replaceWith(new Answered());
    }
}
