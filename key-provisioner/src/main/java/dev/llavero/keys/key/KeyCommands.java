package dev.llavero.keys.key;

import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyCommand.RenameKey;
import dev.llavero.contracts.KeyCommand.ResumeKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyCommand.SuspendKey;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ForeignKey;
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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Commands in; keys, placements and events out. Locks entitlements, keys, servers, in this order; then decides. */
@ApplicationScoped
class KeyCommands {
    private static final Logger LOG = Logger.getLogger(KeyCommands.class);
    private static final String CHANNEL = "key-provisioner-key-commands-in";
    private static final Feed FEED = Feed.commands(CHANNEL, Role.KEY_PROVISIONER, Topic.KEYS_COMMANDS);

    @Inject
    Hold hold;

    @Inject
    Batches batches;

    @Inject
    KeyRows keys;

    @Inject
    Credentials credentials;

    @Inject
    Addresses addresses;

    @Inject
    KeyLimits limits;

    @Inject
    Nudges nudges;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return hold.awaitOver()
                .chain(() -> batches.aggregates(FEED, records, this::decide))
                .invoke(() -> {
                    nudges.send(TurnWorker.NUDGE);
                    nudges.send(AdoptionWorker.NUDGE);
                });
    }

    private Uni<Void> decide(List<Envelope<KeyCommand>> commands, Sql sql) {
        return load(commands, sql)
                .invoke(batch -> commands.forEach(batch::decide))
                .chain(batch -> save(batch, sql));
    }

    private Uni<KeyBatch> load(List<Envelope<KeyCommand>> commands, Sql sql) {
        var wanting = commands.stream()
                .flatMap(command -> wanting(command.message()).stream())
                .toList();
        var ids = commands.stream().map(command -> command.message().keyId()).toList();
        var placing = commands.stream()
                .anyMatch(command -> wanting(command.message()).isPresent() || command.message() instanceof ResumeKey);
        return Entitlements.locked(sql, wanting, limits.keysPerUser())
                .chain(allowances -> keys.locked(sql, ids).chain(rows -> (placing
                                ? fleet(sql, commands)
                                : Uni.createFrom().item(new Fleet(List.of())))
                        .chain(fleet -> sql.query("select platform.now()")
                                .map(now -> new KeyBatch(
                                        allowances, rows, fleet, now.getFirst().time(0))))));
    }

    /** Who is to have one more key by it. */
    static Optional<UserId> wanting(KeyCommand command) {
        return switch (command) {
            case CreateKey create -> Optional.of(create.userId());
            case AdoptKey adopt -> Optional.of(adopt.userId());
            case RevokeKey _, SuspendKey _, ResumeKey _, RenameKey _ -> Optional.empty();
        };
    }

    /** Addresses are counted only where a WireGuard key may come of it: nobody else has to wait for each other. */
    private Uni<Fleet> fleet(Sql sql, List<Envelope<KeyCommand>> commands) {
        var perhapsWireGuard = commands.stream()
                .anyMatch(command ->
                        command.message() instanceof CreateKey create && create.protocol() != Protocol.OUTLINE);
        return Fleets.locked(sql)
                .chain(fleet -> Adoptions.adoptable(sql, adopted(commands)).map(fleet::withForeign))
                .chain(fleet -> perhapsWireGuard && fleet.speaks(Protocol.WIREGUARD)
                        ? addresses.left(sql).map(fleet::withAddresses)
                        : Uni.createFrom().item(fleet));
    }

    private static List<ForeignKey> adopted(List<Envelope<KeyCommand>> commands) {
        return commands.stream()
                .map(Envelope::message)
                .filter(AdoptKey.class::isInstance)
                .map(AdoptKey.class::cast)
                .map(adopt -> new ForeignKey(adopt.serverId(), adopt.foreignId()))
                .distinct()
                .toList();
    }

    private Uni<Void> save(KeyBatch batch, Sql sql) {
        return keys.add(batch.made())
                .chain(keys::flush)
                .chain(() -> credentials.make(sql, batch.needCredential()))
                .chain(() -> Fleets.reserve(sql, batch.fleet()))
                .chain(() -> Placements.wantPresent(sql, batch.wantedPresent()))
                .chain(() -> Placements.wantAbsent(sql, batch.wantedAbsent()))
                .chain(() -> Adoptions.begin(sql, batch.adoptions()))
                .chain(() -> Outbox.add(sql, Role.KEY_PROVISIONER, batch.events()))
                .invoke(() -> batch.events()
                        .forEach(event -> LOG.infof(
                                "%s %s (for %s)",
                                event.message().getClass().getSimpleName(),
                                event.message().keyId(),
                                event.correlationId())));
    }
}
