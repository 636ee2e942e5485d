package dev.llavero.keys.key;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Gives the addresses of ended keys back, once no server is seen to hold them. Nobody waits for it: the cool-down is long. */
@ApplicationScoped
class RestingAddresses implements Worker {
    private static final Logger LOG = Logger.getLogger(RestingAddresses.class);
    private static final Duration TICK = Duration.ofSeconds(30);

    @Inject
    PlainTransactions transactions;

    @Inject
    Addresses addresses;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "resting-addresses";
    }

    @Override
    public String nudge() {
        return "keys.addresses";
    }

    @Override
    public Uni<Duration> work() {
        return addresses
                .leaveEnded(transactions.autocommit())
                .invoke(left -> {
                    if (left > 0) {
                        LOG.infof("%d addresses of ended keys rest now", left);
                    }
                })
                .replaceWith(TICK);
    }
}
