package dev.llavero.keys.key;

import dev.llavero.contracts.AccountCommand;
import dev.llavero.contracts.AccountEvent;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.consumer.Batches;
import dev.llavero.platform.consumer.Feed;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** {@code accounts.commands.v1} → {@code keys.entitlement}, answered on {@code accounts.events.v1}. */
@ApplicationScoped
class AccountCommands {
    private static final String CHANNEL = "key-provisioner-account-commands-in";
    private static final Feed FEED = Feed.commands(CHANNEL, Role.KEY_PROVISIONER, Topic.ACCOUNTS_COMMANDS);

    @Inject
    Batches batches;

    @Inject
    KeyLimits limits;

    @Inject
    Nudges nudges;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return batches.<AccountCommand>rows(FEED, records, (fresh, sql) -> handle(fresh, sql, limits.keysPerUser()))
                .invoke(() -> nudges.send(OutOfTimeWorker.NUDGE));
    }

    /** Users in the order in which everybody locks them; a user's own grants in theirs. */
    static Uni<Void> handle(List<Envelope<AccountCommand>> fresh, Sql sql, int keyLimit) {
        var granted = new ArrayList<Envelope<AccountEvent>>();
        var all = Uni.createFrom().voidItem();
        for (var command : byUser(fresh)) {
            all = all.chain(() -> Entitlements.grant(sql, command, keyLimit))
                    .invoke(granted::add)
                    .replaceWithVoid();
        }
        return all.chain(() -> Outbox.add(sql, Role.KEY_PROVISIONER, granted));
    }

    private static List<Envelope<AccountCommand>> byUser(List<Envelope<AccountCommand>> commands) {
        return commands.stream()
                .sorted(Comparator.comparing(command -> command.message().subject()))
                .toList();
    }
}
