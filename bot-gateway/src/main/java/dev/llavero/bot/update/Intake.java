package dev.llavero.bot.update;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.bot.access.Door;
import dev.llavero.bot.interaction.Interactions;
import dev.llavero.bot.send.Send;
import dev.llavero.bot.send.Sends;
import dev.llavero.bot.talk.Incoming;
import dev.llavero.bot.talk.Talk;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.contracts.Command;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.consumer.Inbox;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.UserKey;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.vault.VaultException;
import dev.llavero.platform.work.Nudges;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A batch of updates becomes rows in one transaction: what was taken in, what is remembered, commands, messages. When the
 * returned Uni ends well, Telegram may be told so. The same update twice changes nothing.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    /** Cardinality, data, integrity: the database is up and refuses what we made of an update. */
    private static final Set<String> BAD_VALUES = Set.of("21", "22", "23");

    private static final int TRIES_AT_A_BUG = 5;
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(100);

    private final PlainTransactions transactions;
    private final Vault vault;
    private final Nudges nudges;
    private final Door door;
    private final TelegramApi telegram;
    private final MeterRegistry meters;

    @Inject
    Intake(
            PlainTransactions transactions,
            Vault vault,
            Nudges nudges,
            Door door,
            TelegramApi telegram,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.telegram = telegram;
        this.door = door;
        this.vault = vault;
        this.nudges = nudges;
        this.meters = meters;
    }

    Uni<Void> take(List<JsonNode> updates, Talk talk) {
        CrashPoint.UPDATES_RECEIVED.reached();
        return takeAll(updates, talk, 1).invoke(() -> CrashPoint.UPDATES_COMMITTED.reached());
    }

    /** @param attempt from 1 */
    private Uni<Void> takeAll(List<JsonNode> updates, Talk talk, int attempt) {
        return transactions
                .run(sql -> inTransaction(updates, talk, sql))
                .invoke(this::committed)
                .replaceWithVoid()
                .onFailure(Intake::isAboutAnUpdate)
                .recoverWithUni(bug -> narrowDown(updates, talk, attempt, bug));
    }

    private Uni<Taken> inTransaction(List<JsonNode> updates, Talk talk, Sql sql) {
        return sql.query("select platform.now()")
                .map(rows -> rows.getFirst().time(0))
                .chain(now -> {
                    var incoming = read(updates, now);
                    return Inbox.add(
                                    sql,
                                    Role.BOT_GATEWAY,
                                    incoming.stream().map(Incoming::identity).toList())
                            .map(fresh -> firstOfEach(incoming, new HashSet<>(fresh)))
                            .chain(fresh -> fresh.isEmpty()
                                    ? Uni.createFrom().item(Taken.NOTHING)
                                    : decide(fresh, talk, now, sql));
                });
    }

    private List<Incoming> read(List<JsonNode> updates, Instant now) {
        var reader = new UpdateReader(telegram.bot(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return updates.stream().map(reader::read).toList();
    }

    private static List<Incoming> firstOfEach(List<Incoming> incoming, Set<UUID> fresh) {
        return incoming.stream()
                .filter(update -> fresh.remove(update.identity()))
                .toList();
    }

    private Uni<Taken> decide(List<Incoming> fresh, Talk talk, Instant now, Sql sql) {
        return Memory.of(sql, fresh, now, door).chain(memory -> {
            var taken = new Taken(fresh, new ArrayList<>(), new ArrayList<>(), memory.grants());
            for (var incoming : fresh) {
                var scene = memory.scene(incoming);
                var reaction = talk.decide(incoming, scene);
                memory.remember(incoming, reaction);
                taken.sends.addAll(reaction.sends());
                reaction.orders()
                        .forEach(order -> taken.given.add(new Given(
                                order, scene.person().userId(), scene.person().telegramId())));
            }
            return memory.save(sql)
                    .chain(() -> give(taken.given, now, sql))
                    .chain(() -> Sends.add(sql, taken.sends))
                    .replaceWith(taken);
        });
    }

    private Uni<Void> give(List<Given> given, Instant now, Sql sql) {
        if (given.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return keysFor(given, sql)
                .map(keys -> given.stream()
                        .<Envelope<? extends Command>>map(one -> one.command(keys.get(one.by()), now))
                        .toList())
                .chain(commands -> Outbox.add(sql, Role.BOT_GATEWAY, commands))
                .chain(() -> Interactions.begin(
                        sql, given.stream().flatMap(Given::interaction).toList()));
    }

    /** The vault is opened only if somebody typed something. */
    private Uni<Map<UserId, UserKey>> keysFor(List<Given> given, Sql sql) {
        var typed = given.stream().filter(Given::needsSealing).map(Given::by).toList();
        return typed.isEmpty() ? Uni.createFrom().item(Map.of()) : vault.userKeys(sql, typed);
    }

    /** What a batch came to. @param grants whether somebody came by an invitation that gives something */
    private record Taken(List<Incoming> fresh, List<Given> given, List<Send> sends, boolean grants) {
        static final Taken NOTHING = new Taken(List.of(), List.of(), List.of(), false);
    }

    private void committed(Taken taken) {
        taken.fresh.forEach(this::tell);
        taken.given.forEach(one -> LOG.infof(
                "%s asked by %s (command %s)", one.told(), one.by(), one.order().commandId()));
        if (!taken.given.isEmpty() || taken.grants) {
            nudges.send(Outbox.nudge(Role.BOT_GATEWAY));
        }
        if (!taken.sends.isEmpty()) {
            nudges.send(Sends.NUDGE);
        }
    }

    private void tell(Incoming incoming) {
        meters.counter("llavero.updates", "kind", incoming.getClass().getSimpleName())
                .increment();
        if (incoming instanceof Incoming.Unreadable(var identity, var reason)) {
            LOG.warnf("Update %s cannot be read: %s", identity, reason);
        }
        LOG.debugf("took in %s %s", incoming.getClass().getSimpleName(), incoming.identity());
    }

    /** Neither the database nor all of the vault is to blame, but one update or what belongs to its sender. */
    private static boolean isAboutAnUpdate(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && BAD_VALUES.contains(refused.getSqlState().substring(0, 2));
            case VaultException lost -> true;
            case NullPointerException bug -> true;
            case IllegalArgumentException bug -> true;
            case ClassCastException bug -> true;
            case IndexOutOfBoundsException bug -> true;
            default -> false;
        };
    }

    /** One update at which we fail must not make the bot deaf for the others. */
    private Uni<Void> narrowDown(List<JsonNode> updates, Talk talk, int attempt, Throwable bug) {
        var half = updates.size() / 2;
        if (half > 0) {
            return takeAll(updates.subList(0, half), talk, 1)
                    .chain(() -> takeAll(updates.subList(half, updates.size()), talk, 1));
        }
        return attempt < TRIES_AT_A_BUG
                ? later().chain(() -> takeAll(updates, talk, attempt + 1))
                : goOnWithout(updates, bug);
    }

    private static Uni<Void> later() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(BEFORE_TRYING_AGAIN);
    }

    private Uni<Void> goOnWithout(List<JsonNode> updates, Throwable bug) {
        return transactions
                .run(sql -> sql.query("select platform.now()").chain(rows -> {
                    var failed = read(updates, rows.getFirst().time(0)).getFirst();
                    return Inbox.add(sql, Role.BOT_GATEWAY, List.of(failed.identity()))
                            .replaceWith(failed);
                }))
                .invoke(failed -> lost(failed, bug))
                .replaceWithVoid();
    }

    private void lost(Incoming failed, Throwable bug) {
        meters.counter("llavero.updates.failed").increment();
        LOG.errorf(
                bug,
                "We failed at update %s (%s) and go on without it",
                failed.identity(),
                failed.getClass().getSimpleName());
    }
}
