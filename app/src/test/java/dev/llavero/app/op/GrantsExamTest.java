package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.app.Logins;
import dev.llavero.app.Migrate;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.backing.PostgresProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the logins of a real database may, compared with the page that says it. */
class GrantsExamTest {
    private static final String DATABASE = "grants_exam";

    private static PostgresProcess postgres;
    private static Map<String, String> owner;

    @BeforeAll
    static void migrate(@TempDir Path logins) throws Exception {
        postgres = BackingProcesses.shared().postgres();
        execute(null, "create database " + DATABASE);
        for (var login : List.of("bot_gateway", "key_provisioner", "projections", "app", "op")) {
            Files.writeString(logins.resolve("llavero_" + login + ".password"), "only-for-tests\n");
        }
        owner = environment(postgres.user(), Map.of("DATABASE_LOGINS_FOLDER", logins.toString()));
        Migrate.run(owner);
    }

    @AfterEach
    void asThePageSays() throws SQLException {
        execute(DATABASE, Logins.grants());
    }

    @Test
    void allIsWellAfterMigrate() {
        assertEquals(List.of("as deploy/grants.sql says"), found(owner));
    }

    @Test
    void aMissingRightIsNamedAndIsMissingStill() throws SQLException {
        execute(DATABASE, "revoke select on views.server_view from llavero_bot_gateway");

        assertEquals(List.of("may not select on views.server_view"), found(owner));
        assertEquals(List.of("may not select on views.server_view"), found(owner), "looking has mended it");
        var finding = findings(owner).getFirst();
        assertEquals("grants of llavero_bot_gateway", finding.part());
        assertTrue(finding.mend().contains("--force-recreate migrate"), finding.mend());
    }

    @Test
    void aSuperfluousRightIsNamed() throws SQLException {
        execute(DATABASE, "grant select on vault.credential to llavero_op");
        execute(DATABASE, "grant select (wrapped) on vault.user_key to llavero_op");
        execute(DATABASE, "grant usage on schema vault to llavero_projections");

        assertEquals(
                List.of(
                        "may also select on vault.credential, select on vault.user_key (wrapped)",
                        "may also usage on schema vault"),
                found(owner));
    }

    @Test
    void aLoginThatNoPageBindsIsNamed() throws SQLException {
        execute(DATABASE, "grant pg_read_all_data to llavero_op");
        try {
            assertEquals(List.of("is more than a login of its own, so no page binds it"), found(owner));
        } finally {
            execute(DATABASE, "revoke pg_read_all_data from llavero_op");
        }
    }

    @Test
    void whoDoesNotOwnTheDatabaseIsToldThatNothingWasLookedAt() {
        assertEquals(
                List.of("not looked at: only the owner of the database sees them"),
                found(environment("llavero_app", Map.of())));
    }

    private static List<String> found(Map<String, String> environment) {
        return findings(environment).stream().map(Finding::found).toList();
    }

    private static List<Finding> findings(Map<String, String> environment) {
        return new GrantsExam(new Postgres(Settings.of(environment, new Properties()))).findings();
    }

    private static Map<String, String> environment(String user, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("DATABASE_URL", postgres.reactiveUrl(DATABASE));
        environment.put("DATABASE_USER", user);
        environment.put("DATABASE_PASSWORD", "only-for-tests");
        return environment;
    }

    private static void execute(String database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                database == null ? postgres.jdbcUrl() : postgres.jdbcUrl(database),
                postgres.user(),
                "only-for-tests")) {
            connection.createStatement().execute(statement);
        }
    }
}
