package dev.llavero.platform.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Transactions of the reactive Postgres client, for everything that is many rows and no aggregate. */
@ApplicationScoped
public class PlainTransactions implements Transactions {
    private final Pool pool;

    @Inject
    public PlainTransactions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public <T> Uni<T> run(Function<Sql, Uni<T>> work) {
        return pool.withTransaction(connection -> work.apply(new ClientSql(connection)));
    }

    /** Single statements outside a transaction: each is one of its own. */
    public Sql autocommit() {
        return new ClientSql(pool);
    }

    private record ClientSql(SqlClient client) implements Sql {
        @Override
        public Uni<List<SqlRow>> query(String statement, Object... parameters) {
            return execute(statement, parameters).map(ClientSql::rows);
        }

        @Override
        public Uni<Integer> update(String statement, Object... parameters) {
            return execute(statement, parameters).map(RowSet::rowCount);
        }

        private Uni<RowSet<Row>> execute(String statement, Object[] parameters) {
            return client.preparedQuery(statement).execute(Tuple.wrap(parameters));
        }

        private static List<SqlRow> rows(RowSet<Row> answer) {
            var rows = new ArrayList<SqlRow>(answer.size());
            for (Row row : answer) {
                var values = new Object[row.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = row.getValue(column);
                }
                rows.add(new SqlRow(values));
            }
            return rows;
        }
    }
}
