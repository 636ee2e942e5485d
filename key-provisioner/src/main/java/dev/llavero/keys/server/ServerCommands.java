package dev.llavero.keys.server;

import dev.llavero.contracts.ServerCommand;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.Topic;
import dev.llavero.keys.restore.Hold;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** {@code servers.commands.v1} → {@code keys.server}, answered on {@code servers.state.v1}. */
@ApplicationScoped
class ServerCommands {
    private static final String CHANNEL = "key-provisioner-server-commands-in";
    private static final Feed FEED = Feed.commands(CHANNEL, Role.KEY_PROVISIONER, Topic.SERVERS_COMMANDS);

    @Inject
    Hold hold;

    @Inject
    Batches batches;

    @Inject
    Nudges nudges;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return hold.awaitLogRead()
                .chain(() -> batches.<ServerCommand>rows(FEED, records, ServerCommands::handle))
                .invoke(() -> nudges.send(ForeignKeyWorker.NUDGE));
    }

    static Uni<Void> handle(List<Envelope<ServerCommand>> fresh, Sql sql) {
        var ids = fresh.stream()
                .map(command -> command.message().serverId())
                .distinct()
                .toList();
        return ServerRows.lock(sql, ids)
                .chain(servers -> LocationRows.all(sql).chain(places -> ForeignKeyRows.standing(sql, foreignKeys(fresh))
                        .chain(foreign ->
                                ServerStates.now(sql).map(now -> new ServerAnswers(servers, places, foreign, now)))))
                .invoke(answers -> fresh.forEach(answers::answer))
                .chain(answers -> save(sql, answers));
    }

    private static Set<ForeignKey> foreignKeys(List<Envelope<ServerCommand>> commands) {
        return commands.stream()
                .map(Envelope::message)
                .filter(RemoveForeignKey.class::isInstance)
                .map(command -> ForeignKey.of((RemoveForeignKey) command))
                .collect(Collectors.toSet());
    }

    private static Uni<Void> save(Sql sql, ServerAnswers answers) {
        return ServerRows.save(sql, answers.servers())
                .chain(() -> ForeignKeyRows.ask(sql, answers.removals()))
                .chain(() -> Outbox.add(sql, Role.KEY_PROVISIONER, answers.states()));
    }
}
