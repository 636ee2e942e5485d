package dev.llavero.platform.sql;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * SQL inside one open transaction, whichever client opened it. Parameters are {@code $1, $2, …}; arrays go to {@code
 * unnest}. Times are {@link java.time.OffsetDateTime}, bytes {@link io.vertx.core.buffer.Buffer}; see {@link SqlValues}.
 */
public interface Sql {
    Uni<List<SqlRow>> query(String statement, Object... parameters);

    /** @return how many rows were changed */
    Uni<Integer> update(String statement, Object... parameters);
}
