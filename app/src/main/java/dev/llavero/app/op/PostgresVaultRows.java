package dev.llavero.app.op;

import java.sql.SQLException;
import java.util.List;

final class PostgresVaultRows implements VaultRows {
    private static final String USES = """
            select id,
                   (select count(*) from vault.user_key where master_key = id),
                   (select count(*) from vault.server_access where master_key = id),
                   retired
              from vault.master_key
             order by id
            """;

    private static final String RETIRE = """
            insert into vault.master_key (id, retired) values (?, true)
            on conflict (id) do update set retired = true
            """;

    /** A foreign key holds: something lies under it. */
    private static final String IN_USE = "23503";

    private final Postgres postgres;

    PostgresVaultRows(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public List<Use> uses() {
        return postgres.query(
                row -> new Use(row.getString(1), row.getLong(2), row.getLong(3), row.getBoolean(4)), USES);
    }

    @Override
    public boolean retire(String masterKey) {
        return postgres.change(connection -> {
            try (var statement = Postgres.prepared(connection, RETIRE, masterKey)) {
                statement.executeUpdate();
                return true;
            } catch (SQLException failure) {
                if (IN_USE.equals(failure.getSQLState())) {
                    return false;
                }
                throw failure;
            }
        });
    }
}
