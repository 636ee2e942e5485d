package dev.llavero.platform.outbox;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Leases;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.stream.Stream;

/** A relay for every schema. */
@ApplicationScoped
class Relays implements WorkerSource {
    @Inject
    PlainTransactions transactions;

    @Inject
    Publisher publisher;

    @Inject
    Leases leases;

    @Override
    public Stream<Worker> workers() {
        return Arrays.stream(Role.values())
                .map(owner -> new Relay(owner, transactions, publisher, leases.named(owner, "relay")));
    }
}
