package dev.llavero.keys.server;

import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.restore.Hold;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.vpn.Outcome;
import dev.llavero.vpn.ServerFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks WireGuard servers who they are, for their users' files must say it: right after they are registered, and then every
 * minute. No server has room before it was heard. No transaction is open while one is asked.
 */
@ApplicationScoped
class WireGuardFactsWorker implements Worker {
    private static final Logger LOG = Logger.getLogger(WireGuardFactsWorker.class);
    private static final int AT_ONCE = 32;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration ONCE_HEARD = Duration.ofMinutes(1);
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(3);

    @Inject
    Hold hold;

    @Inject
    PlainTransactions transactions;

    @Inject
    ServerConnections servers;

    @Inject
    Nudges nudges;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "wireguard-facts";
    }

    @Override
    public String nudge() {
        return "keys.wireguard-facts";
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(TICK, this::askSome);
    }

    private Uni<Duration> askSome() {
        return WireGuardFacts.claim(transactions.autocommit(), AT_ONCE)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().item(TICK)
                        : askAll(claimed).replaceWith(TICK));
    }

    private Uni<Void> askAll(List<ServerId> claimed) {
        return Uni.join()
                .all(claimed.stream().map(this::ask).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<Void> ask(ServerId server) {
        return servers.to(server).chain(at -> at.probe()).chain(answer -> switch (answer) {
            case Outcome.Done<ServerFacts>(ServerFacts.WireGuardFacts facts) -> heard(server, facts);
            case Outcome.Done<ServerFacts>(ServerFacts.OutlineFacts facts) ->
                notHeard(server, "it speaks as an Outline server");
            case Outcome.Down<ServerFacts>(var fault, var detail) -> notHeard(server, fault + ", " + detail);
            case Outcome.Refused<ServerFacts>(var refusal, var detail) -> notHeard(server, refusal + ", " + detail);
        });
    }

    private Uni<Void> heard(ServerId server, ServerFacts.WireGuardFacts facts) {
        var now = new WireGuard(facts.publicKey(), facts.port(), facts.mtu(), facts.dns());
        return transactions
                .run(sql -> WireGuardFacts.hear(sql, server, now)
                        .call(() -> WireGuardFacts.askAgain(sql, server, ONCE_HEARD)))
                .invoke(news -> news.ifPresent(before -> tell(server, before, now)))
                .replaceWithVoid();
    }

    private void tell(ServerId server, WireGuardFacts.Before before, WireGuard now) {
        nudges.send(Outbox.nudge(Role.KEY_PROVISIONER));
        before.said()
                .filter(said -> !said.publicKey().equals(now.publicKey()))
                .ifPresentOrElse(
                        said -> LOG.warnf("Server %s has another identity now: its users need new files", server),
                        () -> LOG.infof("Server %s was heard: it listens on UDP port %d", server, now.port()));
    }

    private Uni<Void> notHeard(ServerId server, String why) {
        LOG.debugf("Server %s does not say who it is (%s)", server, why);
        return WireGuardFacts.askAgain(transactions.autocommit(), server, UNTIL_HEARD);
    }
}
