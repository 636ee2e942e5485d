package dev.llavero.platform.work;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * A row that one process holds at a time: 10 s long, renewed when less than 7 s are left. The database's clock judges. A
 * frozen holder finds out when it wakes, because {@link #hold} then fails to renew.
 */
public final class Lease {
    private static final long RENEW_AFTER_NANOS = 3_000_000_000L;

    private static final String HOLD = """
            insert into %1$s.lease as held (name, holder, until)
            values ($1, $2, platform.now() + interval '10 seconds')
            on conflict (name) do update set holder = excluded.holder, until = excluded.until
             where held.holder = excluded.holder or held.until < platform.now()
            returning held.holder
            """;

    private final Role owner;
    private final String name;
    private final UUID holder;
    private final PlainTransactions transactions;
    private volatile long renewedAt;
    private volatile boolean held;

    Lease(Role owner, String name, UUID holder, PlainTransactions transactions) {
        this.owner = owner;
        this.name = name;
        this.holder = holder;
        this.transactions = transactions;
    }

    /** @return whether this process holds it now; asks the database only when the last renewal is 3 s old */
    public Uni<Boolean> hold() {
        var asked = System.nanoTime();
        if (held && asked - renewedAt < RENEW_AFTER_NANOS) {
            return Uni.createFrom().item(true);
        }
        return transactions
                .autocommit()
                .query(HOLD.formatted(owner.schema()), name, holder)
                .invoke(rows -> {
                    held = !rows.isEmpty();
                    renewedAt = asked;
                })
                .onFailure()
                .invoke(() -> held = false)
                .map(rows -> held);
    }

    /** Lets the next one begin at once. */
    public Uni<Void> release() {
        held = false;
        return transactions
                .autocommit()
                .update("delete from %s.lease where name = $1 and holder = $2".formatted(owner.schema()), name, holder)
                .replaceWithVoid();
    }
}
