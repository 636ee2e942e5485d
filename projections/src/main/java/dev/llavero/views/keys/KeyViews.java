package dev.llavero.views.keys;

import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know about keys. The injected one asks outside of transactions; {@code new KeyViews(sql)} asks inside
 * one. A user's keys are those that have not ended (also those that are just being removed), oldest first.
 */
public record KeyViews(Sql sql) {
    private static final String MANY = """
            select %s from views.key_view
             where key_id = any($1)
             order by created_at, key_id
            """.formatted(KeyViewRows.COLUMNS);

    /** The key to go on after may have ended meanwhile: its row is still there. */
    private static final String OF_USER = """
            select %s from views.key_view
             where user_id = $1
               and state not in ('REVOKED', 'REFUSED')
               and ($2::uuid is null
                    or (created_at, key_id) > (select created_at, key_id from views.key_view where key_id = $2))
             order by created_at, key_id
             limit $3
            """.formatted(KeyViewRows.COLUMNS);

    private static final String COUNT_OF_USER = """
            select count(*) from views.key_view
             where user_id = $1
               and state not in ('REVOKED', 'REFUSED')
            """;

    /**
     * A key as it is after an event that was just seen, whether or not the view has followed yet.
     *
     * @param known what the view says
     * @return empty when the view is so far behind that events between the two are missing
     */
    public static Optional<KeyView> after(Optional<KeyView> known, Envelope<KeyEvent> event) {
        return KeyHistory.next(known, event);
    }

    /** Also finds a key that has ended. */
    public Uni<Optional<KeyView>> one(KeyId key) {
        return many(List.of(key)).map(found -> found.stream().findFirst());
    }

    /** Those that are known, also ended ones, oldest first. */
    public Uni<List<KeyView>> many(Collection<KeyId> keys) {
        return sql.query(MANY, (Object) uuids(keys, KeyId::value)).map(KeyViewRows::views);
    }

    /** @param after the last key of the page before; null for the first page */
    public Uni<List<KeyView>> ofUser(UserId user, KeyId after, int limit) {
        return sql.query(OF_USER, user.value(), after == null ? null : after.value(), limit)
                .map(KeyViewRows::views);
    }

    public Uni<Integer> countOfUser(UserId user) {
        return sql.query(COUNT_OF_USER, user.value())
                .map(rows -> rows.getFirst().integer(0));
    }
}
