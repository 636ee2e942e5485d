package dev.llavero.app.op;

import java.util.Optional;

final class PostgresExpiries implements Expiries {
    private static final String WAITING = "select asked_at, ending, active, allowed_at from keys.mass_expiry";
    private static final String ALLOW = "update keys.mass_expiry set allowed_at = platform.now()";

    private final Postgres database;

    PostgresExpiries(Postgres database) {
        this.database = database;
    }

    @Override
    public Optional<ExpiryLine> waiting() {
        return database
                .query(
                        row -> new ExpiryLine(
                                Postgres.time(row, 1), row.getInt(2), row.getInt(3), Postgres.time(row, 4)),
                        WAITING)
                .stream()
                .findFirst();
    }

    @Override
    public void allow() {
        database.update(ALLOW);
    }
}
