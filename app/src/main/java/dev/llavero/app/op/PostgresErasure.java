package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks each schema, which knows what it has of a user. */
final class PostgresErasure implements Erasure {
    private final Postgres postgres;

    PostgresErasure(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public List<OpenKey> close(UserId user) {
        return postgres.change(connection -> {
            try (var statement =
                    Postgres.prepared(connection, "select key_id, state from keys.close(?)", user.value())) {
                var open = new ArrayList<OpenKey>();
                var rows = statement.executeQuery();
                while (rows.next()) {
                    open.add(new OpenKey(
                            new KeyId(rows.getObject(1, UUID.class)),
                            rows.getString(2).equals("REVOKING")));
                }
                return open;
            }
        });
    }

    /** The bot's rows first: who takes something in from them may want their vault key while it holds those. */
    @Override
    public void forget(UserId user) {
        postgres.change(connection -> {
            connection.setAutoCommit(false);
            call(connection, "select bot.erase(?)", user);
            call(connection, "select vault.erase(?)", user);
            connection.commit();
            return user;
        });
    }

    private static void call(Connection connection, String function, UserId user) throws SQLException {
        try (var statement = Postgres.prepared(connection, function, user.value())) {
            statement.execute();
        }
    }
}
