package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.AccountCommand;
import dev.llavero.contracts.AccountEvent;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What users may have, and how much of it they use. */
final class Entitlements {
    private static final String ADD = """
            insert into keys.entitlement (user_id, key_limit)
            select user_id, $2 from unnest($1::uuid[]) as new_user(user_id) order by user_id
            on conflict (user_id) do nothing
            """;

    private static final String LOCK = """
            select user_id, key_limit, coalesce(ends_at <= platform.now(), false)
              from keys.entitlement where user_id = any($1) order by user_id for update
            """;

    private static final String LIVING = """
            select user_id, count(*) from keys.key
             where user_id = any($1) and state in ('REQUESTED', 'ACTIVE', 'SUSPENDED')
             group by user_id
            """;

    /** The first grant takes the place of the default; later ones add. */
    private static final String GRANT = """
            insert into keys.entitlement as known (user_id, key_limit, ends_at, granted, version)
            values ($1, coalesce($2::int, $4::int), platform.now() + $3::int * interval '1 day', true, 1)
            on conflict (user_id) do update
               set key_limit = case when known.erased then 0
                                    when known.granted then greatest(known.key_limit, $2)
                                    else coalesce($2, known.key_limit) end,
                   ends_at = case when $3 is null or known.granted and known.ends_at is null then known.ends_at
                                  else greatest(known.ends_at, platform.now()) + $3 * interval '1 day' end,
                   granted = true,
                   version = known.version + 1
            returning key_limit, ends_at, version, platform.now()
            """;

    private Entitlements() {}

    /** @param keyLimit what a new user may have */
    static Uni<Envelope<AccountEvent>> grant(Sql sql, Envelope<AccountCommand> command, int keyLimit) {
        return switch (command.message()) {
            case AccountCommand.GrantAccess(var user, var keys, var days, var _) ->
                sql.query(GRANT, user.value(), keys, days, keyLimit)
                        .map(List::getFirst)
                        .map(row -> command.answer(
                                Ids.next(),
                                new AccountEvent.AccessGranted(user, row.integer(0), row.time(1)),
                                row.number(2),
                                row.time(3)));
        };
    }

    /** Locks the users' rows, making those that are missing. @param keyLimit what a new user may have */
    static Uni<Map<UserId, Allowance>> locked(Sql sql, Collection<UserId> users, int keyLimit) {
        if (users.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
        }
        var ids = uuids(users.stream().distinct().toList(), UserId::value);
        var allowances = new HashMap<UserId, Allowance>();
        return sql.update(ADD, ids, keyLimit)
                .chain(() -> sql.query(LOCK, (Object) ids))
                .invoke(rows -> rows.forEach(
                        row -> allowances.put(new UserId(row.uuid(0)), new Allowance(row.integer(1), 0, row.flag(2)))))
                .chain(() -> sql.query(LIVING, (Object) ids))
                .invoke(rows -> rows.forEach(row -> allowances.computeIfPresent(
                        new UserId(row.uuid(0)), (user, allowance) -> allowance.changedBy(row.integer(1)))))
                .replaceWith(allowances);
    }
}
