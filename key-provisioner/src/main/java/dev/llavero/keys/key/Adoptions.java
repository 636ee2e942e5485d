package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ForeignKey;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code keys.adoption}: foreign keys on their way to become ours. */
final class Adoptions {
    private static final String ADOPTABLE = """
            select listed.server_id, listed.key_id
              from keys.foreign_key listed
              join unnest($1::text[], $2::text[]) as asked(server_id, key_id) using (server_id, key_id)
             where not exists (select from keys.foreign_removal removal
                                where (removal.server_id, removal.key_id) = (listed.server_id, listed.key_id))
               and not exists (select from keys.adoption
                                where (adoption.server_id, foreign_id) = (listed.server_id, listed.key_id)
                                  and due_at is not null)
            """;

    /** The placement waits, due at no time, until the secret is known and the foreign key is gone. */
    private static final String BEGIN = """
            with begun as (
                insert into keys.adoption (key_id, server_id, foreign_id, due_at)
                select key_id, server_id, foreign_id, platform.now()
                  from unnest($1::uuid[], $2::text[], $3::text[]) as asked(key_id, server_id, foreign_id)
                returning key_id, server_id)
            insert into keys.placement (key_id, server_id, epoch, wanted, seen, changed_at)
            select key_id, server_id, 1, 'PRESENT', 'UNKNOWN', platform.now() from begun
            """;

    /** The next time is put off for longer than any call takes: nobody else takes it up meanwhile. */
    private static final String CLAIM = """
            update keys.adoption a set attempts = a.attempts + 1, due_at = platform.now() + interval '30 seconds'
             where a.key_id = (select key_id from keys.adoption where due_at <= platform.now()
                                order by due_at limit 1 for update skip locked)
            returning a.key_id, a.server_id, a.foreign_id, a.sealed, a.attempts
            """;

    private static final String POSTPONE = """
            update keys.adoption set due_at = platform.now() + $2 * interval '1 millisecond' where key_id = $1
            """;

    private static final String SEALED =
            "update keys.adoption set sealed = true, due_at = platform.now() where key_id = $1";

    private static final String LISTENS = "update keys.placement set port = $3 where key_id = $1 and server_id = $2";

    private static final String PLACE = """
            with unlisted as (
                delete from keys.foreign_key where server_id = $2 and key_id = $3)
            update keys.placement set due_at = platform.now(), changed_at = platform.now()
             where key_id = $1 and server_id = $2 and wanted = 'PRESENT'
            """;

    private static final String NOT_PLACED = """
            update keys.placement
               set epoch = epoch + 1, wanted = 'ABSENT', seen = 'ABSENT', due_at = null, changed_at = platform.now()
             where key_id = $1 and server_id = $2
            """;

    private static final String OVER = "update keys.adoption set due_at = null where key_id = $1";

    private Adoptions() {}

    /** Our key that is to be, and the foreign one whose place it takes. */
    record Begun(KeyId key, ForeignKey foreign) {}

    /** @param sealed whether the vault has the secret already */
    record Adoption(KeyId key, ForeignKey foreign, boolean sealed, int attempts) {
        private static Adoption of(SqlRow row) {
            var foreign = new ForeignKey(new ServerId(row.text(1)), row.text(2));
            return new Adoption(new KeyId(row.uuid(0)), foreign, row.flag(3), row.integer(4));
        }

        ServerId server() {
            return foreign.server();
        }
    }

    /** @return those of them that are listed and that nobody is at */
    static Uni<Set<ForeignKey>> adoptable(Sql sql, List<ForeignKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : sql.query(ADOPTABLE, texts(keys, key -> key.server().value()), texts(keys, ForeignKey::id))
                        .map(rows -> rows.stream()
                                .map(row -> new ForeignKey(new ServerId(row.text(0)), row.text(1)))
                                .collect(Collectors.toSet()));
    }

    static Uni<Void> begin(Sql sql, List<Begun> begun) {
        return begun.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(
                                BEGIN,
                                uuids(begun, one -> one.key().value()),
                                texts(begun, one -> one.foreign().server().value()),
                                texts(begun, one -> one.foreign().id()))
                        .replaceWithVoid();
    }

    static Uni<Optional<Adoption>> claim(PlainTransactions transactions) {
        return transactions.autocommit().query(CLAIM).map(rows -> rows.stream()
                .findFirst()
                .map(Adoption::of));
    }

    static Uni<Void> postpone(PlainTransactions transactions, Adoption adoption, Duration wait) {
        return transactions
                .autocommit()
                .update(POSTPONE, adoption.key().value(), wait.toMillis())
                .replaceWithVoid();
    }

    /** @param port where the foreign key is listened for: ours is to be as well */
    static Uni<Void> sealed(Sql sql, Adoption adoption, int port) {
        return sql.update(LISTENS, adoption.key().value(), adoption.server().value(), port)
                .chain(() -> sql.update(SEALED, adoption.key().value()))
                .replaceWithVoid();
    }

    /** The foreign key is gone: from here on ours is placed as any other. */
    static Uni<Void> place(Sql sql, Adoption adoption) {
        return sql.update(
                        PLACE,
                        adoption.key().value(),
                        adoption.server().value(),
                        adoption.foreign().id())
                .chain(() -> Placements.wakeTurn(sql, adoption.server()))
                .chain(() -> over(sql, adoption));
    }

    static Uni<Void> notPlaced(Sql sql, Adoption adoption) {
        return sql.update(NOT_PLACED, adoption.key().value(), adoption.server().value())
                .chain(() -> Fleets.release(sql, adoption.server(), 1))
                .chain(() -> over(sql, adoption));
    }

    static Uni<Void> over(Sql sql, Adoption adoption) {
        return sql.update(OVER, adoption.key().value()).replaceWithVoid();
    }
}
