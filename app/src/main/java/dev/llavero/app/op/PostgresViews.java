package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.views.keys.KeyView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresViews implements Views {
    private static final String SERVERS = """
            select server_id, location, protocol, host, mode,
                   (select count(*) from views.key_view key
                     where key.server_id = server.server_id and key.state in ('REQUESTED', 'ACTIVE')),
                   capacity, room, managed_by
              from views.server_view server
             order by location, server_id
            """;

    private static final String KEY = """
            select key_id, user_id, state, suspended, protocol, location, server_id, port, created_at, changed_at
              from views.key_view
            """;

    private static final String ONE_KEY = KEY + " where key_id = ?";

    private static final String KEYS_OF_USER = KEY + """
             where user_id = ? and (? or state not in ('REVOKED', 'REFUSED'))
             order by created_at, key_id
            """;

    private static final String FOREIGN = """
            select server_id, key_id, name, port, first_seen_at, last_seen_at from keys.foreign_key
             order by server_id, first_seen_at, key_id
            """;

    private static final String ON_TELEGRAM = "select user_id from bot.person where telegram_id = ?";

    private static final String IS_KNOWN = """
            select exists (select from bot.person where user_id = ?)
                   or exists (select from views.key_view where user_id = ?)
            """;

    private final Postgres postgres;

    PostgresViews(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public List<ServerLine> servers() {
        return postgres.query(PostgresViews::server, SERVERS);
    }

    @Override
    public List<ForeignLine> foreignKeys() {
        return postgres.query(PostgresViews::foreign, FOREIGN);
    }

    @Override
    public Optional<UserId> onTelegram(long telegramId) {
        return postgres.query(row -> new UserId(row.getObject(1, UUID.class)), ON_TELEGRAM, telegramId).stream()
                .findFirst();
    }

    @Override
    public boolean isKnown(UserId user) {
        return postgres.query(row -> row.getBoolean(1), IS_KNOWN, user.value(), user.value())
                .getFirst();
    }

    @Override
    public List<KeyLine> keysOf(UserId user, boolean ended) {
        return postgres.query(PostgresViews::key, KEYS_OF_USER, user.value(), ended);
    }

    @Override
    public Optional<KeyLine> key(KeyId key) {
        return postgres.query(PostgresViews::key, ONE_KEY, key.value()).stream().findFirst();
    }

    private static ServerLine server(ResultSet row) throws SQLException {
        return new ServerLine(
                new ServerId(row.getString(1)),
                new LocationCode(row.getString(2)),
                Protocol.valueOf(row.getString(3)),
                row.getString(4),
                ServerMode.valueOf(row.getString(5)),
                row.getInt(6),
                row.getInt(7),
                row.getBoolean(8),
                ManagedBy.valueOf(row.getString(9)));
    }

    private static ForeignLine foreign(ResultSet row) throws SQLException {
        return new ForeignLine(
                new ServerId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Integer.class),
                Postgres.time(row, 5),
                Postgres.time(row, 6));
    }

    private static KeyLine key(ResultSet row) throws SQLException {
        return new KeyLine(
                new KeyId(row.getObject(1, UUID.class)),
                new UserId(row.getObject(2, UUID.class)),
                KeyView.State.valueOf(row.getString(3)),
                row.getString(4) == null ? null : SuspendReason.named(row.getString(4)),
                Protocol.valueOf(row.getString(5)),
                new LocationCode(row.getString(6)),
                new ServerId(row.getString(7)),
                row.getObject(8, Integer.class),
                Postgres.time(row, 9),
                Postgres.time(row, 10));
    }
}
