package dev.llavero.platform.work;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Hands out this process's leases; every process is another holder. */
@ApplicationScoped
public class Leases {
    private final UUID holder = UUID.randomUUID();

    private final PlainTransactions transactions;

    @Inject
    public Leases(PlainTransactions transactions) {
        this.transactions = transactions;
    }

    public Lease named(Role owner, String name) {
        return new Lease(owner, name, holder, transactions);
    }
}
