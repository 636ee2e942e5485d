package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.views.keys.KeyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresViewsTest {
    private static final UserId ANA = UserId.of("0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422");
    private static final KeyId ACTIVE = KeyId.of("5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c11");
    private static final KeyId REVOKED = KeyId.of("5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c12");

    private static Views views;

    @BeforeAll
    static void fill() throws SQLException, IOException {
        var postgres = BackingProcesses.shared().postgres();
        try (var admin = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "any")) {
            admin.createStatement().execute("create database op");
        }
        try (var database = DriverManager.getConnection(postgres.jdbcUrl("op"), postgres.user(), "any")) {
            migrate(database, "platform");
            migrate(database, "views");
            migrate(database, "bot");
            database.createStatement().execute("""
                    insert into bot.person (telegram_id, user_id) values (4711, '%1$s');
                    insert into views.server_view_v1 values
                      ('nl-1', 'OUTLINE', 'nl', '{"en": "Netherlands"}', '', 'nl-1.vpn.example', 100, true, 'ACTIVE',
                       'FILE', 1, '2026-01-01Z');
                    insert into views.key_view_v1 values
                      ('%2$s', '%1$s', 'OUTLINE', 'nl', 'nl-1', 443, 'ACTIVE', null, null, 2, '2026-01-01Z', '2026-01-02Z'),
                      ('%3$s', '%1$s', 'OUTLINE', 'nl', 'nl-1', null, 'REVOKED', null, null, 4, '2026-01-01Z', '2026-01-02Z');
                    """.formatted(ANA, ACTIVE, REVOKED));
        }
        views = new PostgresViews(
                new Postgres(new Settings(Map.of(), postgres.reactiveUrl("op"), postgres.user(), "any")));
    }

    @Test
    void aServerIsListedWithTheKeysThatItServes() {
        var server = views.servers().getFirst();
        assertEquals("nl-1.vpn.example", server.host());
        assertEquals(1, server.keys());
        assertTrue(server.room());
    }

    @Test
    void aUserIsFoundByTelegramId() {
        assertEquals(Optional.of(ANA), views.onTelegram(4711));
        assertEquals(Optional.empty(), views.onTelegram(4712));
    }

    @Test
    void endedKeysAreListedOnlyWhenAskedFor() {
        assertEquals(List.of(ACTIVE), ids(views.keysOf(ANA, false)));
        assertEquals(List.of(ACTIVE, REVOKED), ids(views.keysOf(ANA, true)));
        assertEquals(KeyView.State.REVOKED, views.key(REVOKED).orElseThrow().state());
    }

    @Test
    void noDatabaseIsUnavailable() {
        var nobody =
                new PostgresViews(new Postgres(new Settings(Map.of(), "postgresql://127.0.0.1:1/op", "op", "secret")));
        var refused = assertThrows(Unavailable.class, nobody::servers);
        assertTrue(refused.getMessage().startsWith("The database does not answer"), refused.getMessage());
    }

    private static List<KeyId> ids(List<KeyLine> keys) {
        return keys.stream().map(KeyLine::keyId).toList();
    }

    private static void migrate(Connection database, String schema) throws SQLException, IOException {
        var statement = database.createStatement();
        statement.execute("create schema %1$s; set search_path = %1$s".formatted(schema));
        var script =
                schema.equals("platform") ? "/db/platform/V1__clock.sql" : "/db/%1$s/V1__%1$s.sql".formatted(schema);
        try (var text = PostgresViewsTest.class.getResourceAsStream(script)) {
            statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
