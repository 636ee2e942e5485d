package dev.llavero.app;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.platform.role.Role;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.backing.PostgresProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every login tries everything on every table, and may do only what is said here. */
class GrantsTest {
    /** No right to it, or (truncate of a view) nothing that anybody could do. */
    private static final Set<String> DENIED = Set.of("42501", "42809");

    private static final Map<String, String> OWN_SCHEMA =
            Map.of("llavero_bot_gateway", "bot", "llavero_key_provisioner", "keys", "llavero_projections", "views");

    /** What a login may do outside of its own schema. */
    private static final Map<String, Map<String, String>> BEYOND = Map.of(
            "llavero_bot_gateway",
                    Map.of(
                            "views.key_view", "select",
                            "views.server_view", "select",
                            "keys.server_turn", "select",
                            "keys.reconciliation", "select",
                            "vault.user_key", "insert select",
                            "vault.credential", "select",
                            "platform.clock", "select"),
            "llavero_key_provisioner",
                    Map.of(
                            "vault.user_key", "insert select update",
                            "vault.credential", "insert select",
                            "vault.server_access", "insert select update",
                            "platform.clock", "select"),
            "llavero_projections", Map.of("platform.clock", "select"),
            "llavero_op",
                    Map.ofEntries(
                            entry("views.key_view", "select"),
                            entry("views.server_view", "select"),
                            entry("bot.person", "select"),
                            entry("views.key_view_v1", "delete insert select"),
                            entry("views.server_view_v1", "delete insert select"),
                            entry("views.position", "insert select update"),
                            entry("keys.foreign_key", "select"),
                            entry("keys.reconciliation", "select"),
                            entry("keys.placement", "select"),
                            entry("keys.restoring", "delete select"),
                            entry("keys.mass_expiry", "select update"),
                            entry("vault.master_key", "insert select update"),
                            entry("vault.user_key", "select"),
                            entry("vault.server_access", "select"),
                            entry("platform.clock", "select")));

    private static final Map<String, String> TRIES = Map.of(
            "select", "select from %1$s limit 0",
            "insert", "insert into %1$s default values",
            "update", "update %1$s set %2$s = default where false",
            "delete", "delete from %1$s where false",
            "truncate", "truncate %1$s",
            "alter", "alter table %1$s add column more text");

    private record Table(String name, String column) {
        String schema() {
            return name.substring(0, name.indexOf('.'));
        }
    }

    private static PostgresProcess postgres;
    private static List<Table> tables;

    @BeforeAll
    static void migrate(@TempDir Path logins) throws Exception {
        postgres = BackingProcesses.shared().postgres();
        try (var admin = connect(null, postgres.user())) {
            admin.createStatement().execute("create database grants");
        }
        for (var login : OWN_SCHEMA.keySet()) {
            Files.writeString(logins.resolve(login + ".password"), "only-for-tests\n");
        }
        Files.writeString(logins.resolve("llavero_op.password"), "only-for-tests\n");
        Files.writeString(logins.resolve("llavero_app.password"), "only-for-tests\n");
        var settings = Map.of(
                "DATABASE_URL", postgres.reactiveUrl("grants"),
                "DATABASE_USER", postgres.user(),
                "DATABASE_PASSWORD", "any",
                "DATABASE_LOGINS_FOLDER", logins.toString());
        Migrate.run(settings);
        Migrate.run(settings);
        tables = tables();
    }

    @Test
    void aLoginMayDoItsWorkAndNothingElse() throws SQLException {
        assertTrue(tables.size() > 20, "too few tables: " + tables);
        var wrong = new ArrayList<String>();
        for (var login : BEYOND.keySet()) {
            for (var table : tables) {
                var can = can(login, table);
                var may = may(login, table);
                if (!can.equals(may)) {
                    wrong.add("%s on %s can %s and may %s".formatted(login, table.name(), can, may));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void oneProcessWithAllRolesMayDoWhatTheRolesMay() throws SQLException {
        for (var table : tables) {
            var ofAll = new TreeSet<String>();
            for (var login : OWN_SCHEMA.keySet()) {
                ofAll.addAll(may(login, table));
            }
            assertEquals(ofAll, can("llavero_app", table), table.name());
        }
    }

    @Test
    void everyRoleHasALogin() {
        assertEquals(
                new TreeSet<>(OWN_SCHEMA.keySet()),
                new TreeSet<>(Arrays.stream(Role.values())
                        .map(role -> "llavero_" + role.title().replace('-', '_'))
                        .toList()));
    }

    @Test
    void anOperatorFindsAPersonByTheirNumberAndSeesNoMore() throws SQLException {
        assertTrue(allowed("llavero_op", "select user_id from bot.person where telegram_id = 1"));
        assertTrue(!allowed("llavero_op", "select language from bot.person"));
    }

    @Test
    void anOperatorSeesWhatLiesUnderWhichMasterKeyAndNothingThatDoes() throws SQLException {
        assertTrue(allowed("llavero_op", "select count(*) from vault.user_key where master_key = ''"));
        assertTrue(!allowed("llavero_op", "select wrapped from vault.user_key"));
        assertTrue(!allowed("llavero_op", "select sealed from vault.server_access"));
    }

    @Test
    void anOperatorAloneErasesUsers() throws SQLException {
        for (var function : Set.of("keys.close", "bot.erase", "vault.erase")) {
            for (var login : BEYOND.keySet()) {
                assertEquals(
                        login.equals("llavero_op"),
                        allowed(login, "select %s('0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422')".formatted(function)),
                        login + " " + function);
            }
        }
    }

    @Test
    void theBotSeesWhetherServersAnswerAndNoMore() throws SQLException {
        assertTrue(allowed("llavero_bot_gateway", "select fails from keys.server_turn"));
        assertTrue(!allowed("llavero_bot_gateway", "select token from keys.server_turn"));
        assertTrue(!allowed("llavero_bot_gateway", "select put_back from keys.reconciliation"));
    }

    @Test
    void nobodyMakesTablesOrSchemas() throws SQLException {
        for (var login : BEYOND.keySet()) {
            assertTrue(!allowed(login, "create schema mine"), login);
            assertTrue(!allowed(login, "create table public.mine()"), login);
            for (var schema : Set.of("bot", "keys", "views", "vault", "platform")) {
                assertTrue(!allowed(login, "create table %s.mine()".formatted(schema)), login + " in " + schema);
            }
        }
    }

    @Test
    void aQueryThatHangsIsEnded() throws SQLException {
        for (var login : BEYOND.keySet()) {
            try (var connection = connect("grants", login);
                    var answer = connection
                            .createStatement()
                            .executeQuery(
                                    "select current_setting('statement_timeout'), current_setting('lock_timeout')")) {
                answer.next();
                assertEquals("10s 5s", answer.getString(1) + " " + answer.getString(2), login);
            }
        }
    }

    private static Set<String> may(String login, Table table) {
        if (table.schema().equals(OWN_SCHEMA.get(login)) && !table.name().endsWith(".flyway_schema_history")) {
            return Set.of("select", "insert", "update", "delete");
        }
        var words = BEYOND.get(login).getOrDefault(table.name(), "");
        return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
    }

    private static Set<String> can(String login, Table table) throws SQLException {
        var can = new TreeSet<String>();
        for (var attempt : TRIES.entrySet()) {
            if (allowed(login, attempt.getValue().formatted(table.name(), table.column()))) {
                can.add(attempt.getKey());
            }
        }
        return can;
    }

    /** Whatever else is wrong with the statement, the right to it comes first. Nothing of it stays. */
    private static boolean allowed(String login, String statement) throws SQLException {
        try (var connection = connect("grants", login)) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(statement);
            connection.rollback();
            return true;
        } catch (SQLException refused) {
            return !DENIED.contains(refused.getSQLState());
        }
    }

    private static List<Table> tables() throws SQLException {
        try (var connection = connect("grants", postgres.user());
                var rows = connection.createStatement().executeQuery("""
                        select table_schema || '.' || table_name, quote_ident(min(column_name))
                          from information_schema.columns
                         where table_schema in ('bot', 'keys', 'views', 'vault', 'platform') group by 1
                        """)) {
            var found = new ArrayList<Table>();
            while (rows.next()) {
                found.add(new Table(rows.getString(1), rows.getString(2)));
            }
            return found;
        }
    }

    private static Connection connect(String database, String login) throws SQLException {
        return DriverManager.getConnection(
                database == null ? postgres.jdbcUrl() : postgres.jdbcUrl(database), login, "only-for-tests");
    }
}
