package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.times;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ServerStates;
import dev.llavero.platform.consumer.Inbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes rows of what the log knows better than a restored database. Nothing is published about keys: each is left at the version of its
 * last event, so the next one goes on from there.
 */
@ApplicationScoped
class ReturningKeys {
    private static final String VERSIONS = "select id, version from keys.key where id = any($1) order by id for update";

    private static final String PUT = """
            insert into keys.key as known (id, user_id, protocol, location, server_id, port, name, state, phase, reason,
                                           version, cause, correlation, traceparent, created_at, changed_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
                                 $8::text[], $9::text[], $10::text[], $11::bigint[], $12::uuid[], $13::uuid[],
                                 $14::text[], $15::timestamptz[], $16::timestamptz[])
            on conflict (id) do update
               set protocol = excluded.protocol, location = excluded.location, server_id = excluded.server_id,
                   port = excluded.port, name = excluded.name, state = excluded.state, phase = excluded.phase,
                   reason = excluded.reason, version = excluded.version, cause = excluded.cause,
                   correlation = excluded.correlation, traceparent = excluded.traceparent, changed_at = excluded.changed_at
             where known.version < excluded.version
            """;

    /** On any other server than its own it is no longer wanted. */
    private static final String LEAVE_OTHERS = """
            update keys.placement p
               set epoch = p.epoch + 1, wanted = 'ABSENT', attempts = 0,
                   due_at = platform.now(), changed_at = platform.now()
              from unnest($1::uuid[], $2::text[]) as served(key_id, server_id)
             where p.key_id = served.key_id and p.server_id <> served.server_id and p.wanted = 'PRESENT'
            """;

    /** Where a row is missing it was made and unmade after the backup: its server may still hold it. */
    private static final String NOT_THERE = """
            insert into keys.placement (key_id, server_id, epoch, wanted, seen, due_at, changed_at)
            select key_id, server_id, 1, 'ABSENT', 'UNKNOWN', platform.now(), platform.now()
              from unnest($1::uuid[], $2::text[]) as gone(key_id, server_id)
            on conflict (key_id, server_id) do nothing
            """;

    private static final String COUNT_ROOM = """
            update keys.server counted
               set reserved = (select count(*) from keys.placement p
                                where p.server_id = counted.id and (p.wanted = 'PRESENT' or p.seen <> 'ABSENT'))
            returning id
            """;

    private static final String WAKE_TURNS =
            "update keys.server_turn set due_at = platform.now(), lease_until = null, token = null, fails = 0";

    private static final String COMPARE_AGAIN = """
            update keys.reconciliation
               set due_at = platform.now(), lease_until = null, token = null, compared_at = null, put_back = 0, taken_away = 0
            """;

    private static final String COUNT = "update keys.restoring set keys_back = keys_back + $1";
    private static final String DONE =
            "update keys.restoring set log_read_at = platform.now() where log_read_at is null and needs_word";
    private static final String GO_ON = "delete from keys.restoring where not needs_word";

    @Inject
    Vault vault;

    @Inject
    Credentials credentials;

    /** @return how many of them the log knew better */
    Uni<Integer> put(Sql sql, List<LoggedKey> logged) {
        return sql.query(VERSIONS, (Object) uuids(logged, one -> one.key().id().value()))
                .map(rows -> {
                    var versions = new HashMap<UUID, Long>();
                    rows.forEach(row -> versions.put(row.uuid(0), row.number(1)));
                    return versions;
                })
                .chain(versions -> {
                    var newer = logged.stream()
                            .filter(one -> one.version() > version(one, versions))
                            .toList();
                    return newer.isEmpty()
                            ? Uni.createFrom().item(0)
                            : write(sql, newer, versions).replaceWith(newer.size());
                });
    }

    private static long version(LoggedKey one, Map<UUID, Long> versions) {
        return versions.getOrDefault(one.key().id().value(), 0L);
    }

    private Uni<Void> write(Sql sql, List<LoggedKey> newer, Map<UUID, Long> versions) {
        var keys = newer.stream().map(LoggedKey::key).toList();
        var carried = newer.stream()
                .flatMap(one -> one.commands().stream()
                        .filter(command -> command.version() > version(one, versions))
                        .map(LoggedKey.Carried::command))
                .toList();
        return rows(sql, newer)
                .chain(() -> secrets(sql, keys))
                .chain(() -> places(sql, keys))
                // Their commands are still on the topic; they have been carried out.
                .chain(() -> remember(sql, carried))
                .chain(() -> sql.update(COUNT, newer.size()))
                .replaceWithVoid();
    }

    private static Uni<Integer> rows(Sql sql, List<LoggedKey> newer) {
        var rows = newer.stream().map(ReturningKeys::row).toList();
        return sql.update(
                PUT,
                uuids(newer, one -> one.key().id().value()),
                uuids(newer, one -> one.key().owner().value()),
                texts(
                        newer,
                        one -> one.key().protocol() == null
                                ? null
                                : one.key().protocol().name()),
                texts(
                        newer,
                        one -> one.key().location() == null
                                ? null
                                : one.key().location().value()),
                texts(
                        newer,
                        one -> one.key().server() == null
                                ? null
                                : one.key().server().value()),
                integers(newer, LoggedKey::port),
                texts(
                        newer,
                        one -> one.key().name() == null
                                ? null
                                : one.key().name().ciphertext()),
                texts(rows, State::state),
                texts(rows, State::phase),
                texts(rows, State::reason),
                numbers(newer, LoggedKey::version),
                uuids(newer, one -> one.cause().causation()),
                uuids(newer, one -> one.cause().correlation()),
                texts(newer, one -> one.cause().traceparent()),
                times(newer, LoggedKey::createdAt),
                times(newer, LoggedKey::changedAt));
    }

    private record State(String state, String phase, String reason) {}

    private static State row(LoggedKey logged) {
        return switch (logged.key().state()) {
            case KeyState.Requested _ -> new State("REQUESTED", null, null);
            case KeyState.Active _ -> new State("ACTIVE", null, null);
            case KeyState.Suspended(var reason, var phase) -> new State("SUSPENDED", phase.name(), reason.name());
            case KeyState.Revoking _ -> new State("REVOKING", null, null);
            case KeyState.Revoked _ -> new State("REVOKED", null, null);
            case KeyState.Refused(var reason) -> new State("REFUSED", null, reason.name());
        };
    }

    /** A secret that was made after the backup is lost: there is another one. */
    private Uni<Void> secrets(Sql sql, List<Key> keys) {
        var living = keys.stream().filter(key -> key.state().living()).toList();
        return living.isEmpty()
                ? Uni.createFrom().voidItem()
                : vault.credentials(sql, living.stream().map(Key::id).toList())
                        .chain(kept -> credentials.make(
                                sql,
                                living.stream()
                                        .filter(key -> !kept.containsKey(key.id()))
                                        .toList()));
    }

    private static Uni<Void> places(Sql sql, List<Key> keys) {
        var served = keys.stream().filter(ReturningKeys::isServed).toList();
        var unserved = keys.stream()
                .filter(key -> !isServed(key) && key.server() != null)
                .toList();
        return Placements.wantPresent(
                        sql,
                        served.stream()
                                .map(key -> new Placements.Wish(key.id(), key.server()))
                                .toList())
                .chain(() -> sql.update(LEAVE_OTHERS, ids(served), servers(served)))
                .chain(() -> Placements.wantAbsent(
                        sql, unserved.stream().map(Key::id).toList()))
                .chain(() -> sql.update(NOT_THERE, ids(unserved), servers(unserved)))
                .replaceWithVoid();
    }

    private static boolean isServed(Key key) {
        return key.state() instanceof KeyState.Requested || key.state() instanceof KeyState.Active;
    }

    private static UUID[] ids(List<Key> keys) {
        return uuids(keys, key -> key.id().value());
    }

    private static String[] servers(List<Key> keys) {
        return texts(keys, key -> key.server().value());
    }

    Uni<Void> remember(Sql sql, Collection<UUID> commands) {
        return commands.isEmpty()
                ? Uni.createFrom().voidItem()
                : Inbox.add(sql, Role.KEY_PROVISIONER, commands).replaceWithVoid();
    }

    /** Whether there is room may be another matter than what was last said of a server. */
    Uni<Void> done(Sql sql) {
        return sql.query(COUNT_ROOM)
                .map(rows -> rows.stream().map(row -> new ServerId(row.text(0))).toList())
                .chain(servers -> ServerStates.publish(sql, servers))
                .chain(() -> sql.update(WAKE_TURNS))
                .chain(() -> sql.update(COMPARE_AGAIN))
                .chain(() -> sql.update(DONE))
                .chain(() -> sql.update(GO_ON))
                .replaceWithVoid();
    }
}
