package dev.llavero.platform.sql;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

/**
 * Transactions of Hibernate Reactive, for batches that change aggregates. Panache repositories used inside the work join the
 * same session; the {@link Sql} given to it runs on that session's own connection.
 *
 * <p>Danger: a {@code Pool} used inside the work would be another transaction.
 */
@ApplicationScoped
public class AggregateTransactions implements Transactions {
    @Inject
    Vertx vertx;

    @Override
    public <T> Uni<T> run(Function<Sql, Uni<T>> work) {
        return FreshContext.run(
                vertx,
                () -> Panache.withTransaction(() ->
                        Panache.getSession().chain(session -> work.apply(new SessionSql(connectionOf(session))))));
    }

    private static ReactiveConnection connectionOf(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }

    private record SessionSql(ReactiveConnection connection) implements Sql {
        @Override
        public Uni<List<SqlRow>> query(String statement, Object... parameters) {
            return Uni.createFrom()
                    .completionStage(() -> connection.select(statement, parameters))
                    .map(SessionSql::rows);
        }

        @Override
        public Uni<Integer> update(String statement, Object... parameters) {
            return Uni.createFrom().completionStage(() -> connection.update(statement, parameters));
        }

        private static List<SqlRow> rows(ReactiveConnection.Result answer) {
            var rows = new ArrayList<SqlRow>(answer.size());
            answer.forEachRemaining(values -> rows.add(new SqlRow(values)));
            return rows;
        }
    }
}
