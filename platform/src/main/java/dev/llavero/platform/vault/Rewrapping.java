package dev.llavero.platform.vault;

import static dev.llavero.platform.sql.SqlValues.bytes;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * After a rotation, wraps what lies under an earlier master key anew under the one that seals now. A batch is a transaction:
 * a row lies under the one or the other, and both open. As long as the file has one key, nothing is asked.
 */
@ApplicationScoped
class Rewrapping implements Worker {
    private static final Logger LOG = Logger.getLogger(Rewrapping.class);
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private static final String USER_KEYS = """
            select user_id, master_key, wrapped from vault.user_key
             where master_key = any($1) limit $2 for update skip locked
            """;

    private static final String USER_KEYS_WRAP = """
            update vault.user_key as known set master_key = $1, wrapped = anew.wrapped
              from unnest($2::uuid[], $3::bytea[]) as anew(user_id, wrapped)
             where known.user_id = anew.user_id
            """;

    private static final String SERVER_ACCESS = """
            select server_id, master_key, sealed from vault.server_access
             where master_key = any($1) limit $2 for update skip locked
            """;

    private static final String SERVER_ACCESS_WRAP = """
            update vault.server_access as known set master_key = $1, sealed = anew.sealed
              from unnest($2::text[], $3::bytea[]) as anew(server_id, sealed)
             where known.server_id = anew.server_id
            """;

    private final Vault vault;
    private final PlainTransactions transactions;

    @Inject
    Rewrapping(Vault vault, PlainTransactions transactions) {
        this.vault = vault;
        this.transactions = transactions;
    }

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "rewrapping";
    }

    @Override
    public String nudge() {
        return "vault.rewrap";
    }

    @Override
    public Uni<Duration> work() {
        var keys = vault.masterKeys().look();
        return keys.earlier().isEmpty()
                ? Uni.createFrom().item(TICK)
                : transactions
                        .run(sql -> userKeys(sql, keys)
                                .chain(users -> servers(sql, keys).map(servers -> users + servers)))
                        .invoke(rows -> report(rows, keys))
                        .map(rows -> rows == 0 ? TICK : Duration.ZERO);
    }

    private static void report(int rows, MasterKeys keys) {
        if (rows > 0) {
            LOG.infof("%d things of the vault lie under master key '%s' now", rows, keys.current());
        }
    }

    private static Uni<Integer> userKeys(Sql sql, MasterKeys keys) {
        return sql.query(USER_KEYS, texts(keys.earlier(), id -> id), BATCH)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : sql.update(
                                USER_KEYS_WRAP,
                                keys.current(),
                                uuids(rows, row -> row.uuid(0)),
                                bytes(rows, row -> anew(keys, row, Vault.userContext(new UserId(row.uuid(0)))))));
    }

    private static Uni<Integer> servers(Sql sql, MasterKeys keys) {
        return sql.query(SERVER_ACCESS, texts(keys.earlier(), id -> id), BATCH)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : sql.update(
                                SERVER_ACCESS_WRAP,
                                keys.current(),
                                texts(rows, row -> row.text(0)),
                                bytes(rows, row -> anew(keys, row, Vault.serverContext(new ServerId(row.text(0)))))));
    }

    /** @param row the master key's id in its second column, what lies under it in the third */
    private static byte[] anew(MasterKeys keys, SqlRow row, String context) {
        return keys.seal(keys.open(row.text(1), row.bytes(2), context), context);
    }
}
