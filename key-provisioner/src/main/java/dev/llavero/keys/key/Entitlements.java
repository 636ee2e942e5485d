package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What users may have, and how much of it they use. */
final class Entitlements {
    private static final String ADD = """
            insert into keys.entitlement (user_id, key_limit)
            select user_id, $2 from unnest($1::uuid[]) as new_user(user_id) order by user_id
            on conflict (user_id) do nothing
            """;

    private static final String LOCK =
            "select user_id, key_limit from keys.entitlement where user_id = any($1) order by user_id for update";

    private static final String LIVING = """
            select user_id, count(*) from keys.key
             where user_id = any($1) and state in ('REQUESTED', 'ACTIVE', 'SUSPENDED')
             group by user_id
            """;

    private Entitlements() {}

    /** Locks the users' rows, making those that are missing. @param keyLimit what a new user may have */
    static Uni<Map<UserId, Allowance>> locked(Sql sql, Collection<UserId> users, int keyLimit) {
        if (users.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
        }
        var ids = uuids(users.stream().distinct().toList(), UserId::value);
        var allowances = new HashMap<UserId, Allowance>();
        return sql.update(ADD, ids, keyLimit)
                .chain(() -> sql.query(LOCK, (Object) ids))
                .invoke(rows ->
                        rows.forEach(row -> allowances.put(new UserId(row.uuid(0)), new Allowance(row.integer(1), 0))))
                .chain(() -> sql.query(LIVING, (Object) ids))
                .invoke(rows -> rows.forEach(row -> allowances.computeIfPresent(
                        new UserId(row.uuid(0)), (user, allowance) -> allowance.changedBy(row.integer(1)))))
                .replaceWith(allowances);
    }
}
