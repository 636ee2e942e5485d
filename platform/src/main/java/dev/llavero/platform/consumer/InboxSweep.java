package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.role.Roles;
import dev.llavero.platform.sql.PlainTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Forgets ids that can come no more. Command topics keep their records 7 days after the newest of a segment, which on a quiet topic
 * takes another 7 to fill; a dead letter can be replayed for 30 days; Telegram keeps its updates one.
 */
@ApplicationScoped
class InboxSweep {
    private static final int BATCH = 5_000;

    private static final String FORGET = """
            delete from %1$s.inbox
             where ce_id = any(array(
                       select ce_id from %1$s.inbox where received_at < platform.now() - interval '45 days' limit $1))
            """;

    @Inject
    Roles roles;

    @Inject
    PlainTransactions transactions;

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Multi.createFrom()
                .iterable(roles.active())
                .onItem()
                .transformToUniAndConcatenate(this::forget)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> forget(Role role) {
        return transactions
                .autocommit()
                .update(FORGET.formatted(role.schema()), BATCH)
                .chain(gone -> gone == BATCH ? forget(role) : Uni.createFrom().item(gone));
    }
}
