package dev.llavero.platform.sql;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Runs work in one transaction: committed when its Uni ends well, rolled back when it fails. */
public interface Transactions {
    <T> Uni<T> run(Function<Sql, Uni<T>> work);
}
