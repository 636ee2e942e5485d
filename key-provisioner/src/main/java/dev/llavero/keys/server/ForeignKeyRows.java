package dev.llavero.keys.server;

import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.ServerCommand;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ForeignKey.Standing;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table {@code keys.foreign_removal}, beside the list of what was seen. */
final class ForeignKeyRows {
    private static final String STANDING = """
            select asked.server_id, asked.key_id,
                   case when exists (select from keys.key ours
                                      where ours.id = case when asked.key_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                                           then asked.key_id::uuid end) then 'OURS'
                        when exists (select from keys.foreign_removal removal
                                      where (removal.server_id, removal.key_id) = (asked.server_id, asked.key_id))
                             or exists (select from keys.adoption
                                         where (adoption.server_id, foreign_id) = (asked.server_id, asked.key_id)
                                           and due_at is not null)
                        then 'BEING_REMOVED'
                        when exists (select from keys.foreign_key listed
                                      where (listed.server_id, listed.key_id) = (asked.server_id, asked.key_id))
                        then 'FOREIGN'
                        else 'UNKNOWN'
                   end
              from unnest($1::text[], $2::text[]) as asked(server_id, key_id)
            """;

    private static final String ASK = """
            insert into keys.foreign_removal (server_id, key_id, command, correlation, traceparent, due_at)
            select server_id, key_id, command, correlation, traceparent, platform.now()
              from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[])
                   as asked(server_id, key_id, command, correlation, traceparent)
            """;

    /** The next time is put off for longer than any call takes: nobody else takes it up meanwhile. */
    private static final String CLAIM = """
            update keys.foreign_removal set attempts = attempts + 1, due_at = platform.now() + interval '30 seconds'
             where (server_id, key_id) = (
                       select server_id, key_id from keys.foreign_removal where due_at <= platform.now()
                        order by due_at limit 1 for update skip locked)
            returning server_id, key_id, command, correlation, traceparent, attempts
            """;

    private static final String POSTPONE = """
            update keys.foreign_removal set due_at = platform.now() + $3 * interval '1 millisecond'
             where server_id = $1 and key_id = $2
            """;

    private static final String DONE = """
            with unlisted as (delete from keys.foreign_key where server_id = $1 and key_id = $2)
            delete from keys.foreign_removal where server_id = $1 and key_id = $2
            """;

    private ForeignKeyRows() {}

    /** A row that was taken up, and the command that it answers. */
    record Removal(ForeignKey key, UUID command, UUID correlation, String traceparent, int attempts) {
        private static Removal of(SqlRow row) {
            var key = new ForeignKey(new ServerId(row.text(0)), row.text(1));
            return new Removal(key, row.uuid(2), row.uuid(3), row.text(4), row.integer(5));
        }
    }

    static Uni<Map<ForeignKey, Standing>> standing(Sql sql, Collection<ForeignKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
        }
        return sql.query(STANDING, texts(keys, key -> key.server().value()), texts(keys, ForeignKey::id))
                .map(rows -> {
                    var standing = new HashMap<ForeignKey, Standing>();
                    rows.forEach(row -> standing.put(
                            new ForeignKey(new ServerId(row.text(0)), row.text(1)), Standing.valueOf(row.text(2))));
                    return standing;
                });
    }

    static Uni<Void> ask(Sql sql, List<Envelope<ServerCommand>> removals) {
        if (removals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        ASK,
                        texts(removals, asked -> asked.message().serverId().value()),
                        texts(removals, asked -> ((RemoveForeignKey) asked.message()).foreignId()),
                        uuids(removals, Envelope::id),
                        uuids(removals, Envelope::correlationId),
                        texts(removals, Envelope::traceparent))
                .replaceWithVoid();
    }

    static Uni<Optional<Removal>> claim(PlainTransactions transactions) {
        return transactions.autocommit().query(CLAIM).map(rows -> rows.stream()
                .findFirst()
                .map(Removal::of));
    }

    static Uni<Void> postpone(PlainTransactions transactions, Removal removal, Duration wait) {
        return transactions
                .autocommit()
                .update(POSTPONE, removal.key().server().value(), removal.key().id(), wait.toMillis())
                .replaceWithVoid();
    }

    /** @return false when somebody else has done it meanwhile */
    static Uni<Boolean> done(Sql sql, Removal removal) {
        return sql.update(DONE, removal.key().server().value(), removal.key().id())
                .map(rows -> rows == 1);
    }
}
