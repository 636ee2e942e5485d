package dev.llavero.app.op;

import dev.llavero.contracts.ServerId;
import java.util.List;
import java.util.Optional;

final class PostgresRestores implements Restores {
    private static final String WAITING = "select began_at, log_read_at, keys_back from keys.restoring";

    /** What is due already and what comparing has found since; what was compared before the log was read says nothing. */
    private static final String COMPARISONS = """
            select server_id, compared.at,
                   coalesce(compared.put_back, 0) + (select count(*) from keys.placement due
                     where due.server_id = server.server_id and due.due_at is not null and due.wanted = 'PRESENT'),
                   coalesce(compared.taken_away, 0) + (select count(*) from keys.placement due
                     where due.server_id = server.server_id and due.due_at is not null and due.wanted = 'ABSENT'),
                   (select count(*) from keys.foreign_key held where held.server_id = server.server_id)
              from views.server_view server
              left join lateral (
                   select compared_at as at, put_back, taken_away from keys.reconciliation last
                    where last.server_id = server.server_id
                      and last.compared_at >= coalesce((select log_read_at from keys.restoring), last.compared_at)
                   ) compared on true
             where server.mode <> 'REMOVED'
             order by server_id
            """;

    private static final String END = "delete from keys.restoring where log_read_at is not null";

    private final Postgres database;

    PostgresRestores(Postgres database) {
        this.database = database;
    }

    @Override
    public Optional<RestoreLine> waiting() {
        return database
                .query(row -> new RestoreLine(Postgres.time(row, 1), Postgres.time(row, 2), row.getInt(3)), WAITING)
                .stream()
                .findFirst();
    }

    @Override
    public List<ComparedLine> comparisons() {
        return database.query(
                row -> new ComparedLine(
                        new ServerId(row.getString(1)),
                        Postgres.time(row, 2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5)),
                COMPARISONS);
    }

    @Override
    public void end() {
        database.update(END);
    }
}
