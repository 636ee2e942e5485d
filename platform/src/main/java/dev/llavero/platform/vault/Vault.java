package dev.llavero.platform.vault;

import static dev.llavero.platform.sql.SqlValues.bytes;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Everything secret at rest. A master key (a file) wraps one key per user; under that lie credentials and what the user
 * typed. Server access is sealed under the master key itself.
 */
@ApplicationScoped
public class Vault {
    private static final Logger LOG = Logger.getLogger(Vault.class);

    private static final String USER_KEYS_ADD = """
            insert into vault.user_key (user_id, master_key, wrapped)
            select user_id, $2, wrapped from unnest($1::uuid[], $3::bytea[]) as made(user_id, wrapped)
            on conflict (user_id) do nothing
            """;

    private static final String USER_KEYS =
            "select user_id, master_key, wrapped from vault.user_key where user_id = any($1)";

    private static final String CREDENTIALS_ADD = """
            insert into vault.credential (key_id, user_id, generation, sealed)
            select key_id, user_id, generation, sealed
              from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[]) as made(key_id, user_id, generation, sealed)
            on conflict (key_id, generation) do nothing
            """;

    private static final String CREDENTIALS = """
            select key_id, user_id, generation, sealed from vault.credential
             where key_id = any($1) order by key_id, generation
            """;

    private static final String SERVER_ACCESS_PUT = """
            insert into vault.server_access (server_id, master_key, sealed) values ($1, $2, $3)
            on conflict (server_id) do update set master_key = excluded.master_key, sealed = excluded.sealed
            """;

    private static final String SERVER_ACCESS =
            "select master_key, sealed from vault.server_access where server_id = $1";

    private final Optional<CurrentMasterKeys> masterKeys;

    @Inject
    public Vault(@ConfigProperty(name = "llavero.vault.master-key-file") Optional<Path> masterKeyFile) {
        masterKeys = masterKeyFile.map(CurrentMasterKeys::new);
    }

    /** A key's sealed credential; it opens with its owner's key only. */
    public record Credential(KeyId keyId, UserId userId, int generation, Sealed sealed) {}

    /** Reads the keys of these users; makes those that are missing. Whoever was erased has none, and gets none. */
    public Uni<Map<UserId, UserKey>> userKeys(Sql sql, Collection<UserId> users) {
        var ids = uuids(users.stream().distinct().toList(), UserId::value);
        return sql.query(USER_KEYS, (Object) ids)
                .chain(rows -> rows.size() == ids.length
                        ? Uni.createFrom().item(() -> opened(rows))
                        : addMissing(sql, users, rows).chain(() -> userKeys(sql, users)));
    }

    /** The keys of these users as far as they are there and open: what one user has lost is nobody else's trouble. */
    public Uni<Map<UserId, UserKey>> openUserKeys(Sql sql, Collection<UserId> users) {
        var ids = uuids(users.stream().distinct().toList(), UserId::value);
        return sql.query(USER_KEYS, (Object) ids).map(rows -> {
            var opened = new HashMap<UserId, UserKey>();
            rows.stream().filter(row -> !row.isNull(1)).forEach(row -> {
                var user = new UserId(row.uuid(0));
                try {
                    opened.put(user, unwrap(user, row.text(1), row.bytes(2)));
                } catch (VaultException lost) {
                    LOG.errorf("The vault key of user %s does not open: %s", user, lost.getMessage());
                }
            });
            return opened;
        });
    }

    /** The key of one user, made if missing; null if they were erased. */
    public Uni<UserKey> userKey(Sql sql, UserId user) {
        return userKeys(sql, List.of(user)).map(keys -> keys.get(user));
    }

    private Map<UserId, UserKey> opened(List<SqlRow> rows) {
        var opened = new HashMap<UserId, UserKey>();
        rows.stream().filter(row -> !row.isNull(1)).forEach(row -> {
            var user = new UserId(row.uuid(0));
            opened.put(user, unwrap(user, row.text(1), row.bytes(2)));
        });
        return opened;
    }

    private Uni<Integer> addMissing(Sql sql, Collection<UserId> users, List<SqlRow> known) {
        var there = known.stream().map(row -> new UserId(row.uuid(0))).collect(Collectors.toSet());
        var missing =
                users.stream().distinct().filter(user -> !there.contains(user)).toList();
        var keys = masterKeys().now();
        return sql.update(
                        USER_KEYS_ADD,
                        uuids(missing, UserId::value),
                        keys.current(),
                        bytes(missing, user -> keys.seal(Aead.newKey(), userContext(user))))
                .onFailure()
                .invoke(perhapsRetired -> masterKeys().look());
    }

    private UserKey unwrap(UserId user, String masterKey, byte[] wrapped) {
        return new UserKey(user, masterKeys().withKey(masterKey).open(masterKey, wrapped, userContext(user)));
    }

    static String userContext(UserId user) {
        return "USER_KEY|" + user;
    }

    /** Stores credentials; one that is there already stays as it is. */
    public Uni<Void> addCredentials(Sql sql, List<Credential> credentials) {
        return sql.update(
                        CREDENTIALS_ADD,
                        uuids(credentials, credential -> credential.keyId().value()),
                        uuids(credentials, credential -> credential.userId().value()),
                        credentials.stream().map(Credential::generation).toArray(Integer[]::new),
                        credentials.stream()
                                .map(credential -> credential.sealed().ciphertext())
                                .toArray(String[]::new))
                .replaceWithVoid();
    }

    /** The newest credential of each key; keys without one are missing from the answer. */
    public Uni<Map<KeyId, Credential>> credentials(Sql sql, Collection<KeyId> keys) {
        return sql.query(CREDENTIALS, (Object) uuids(keys, KeyId::value)).map(rows -> {
            var newest = new HashMap<KeyId, Credential>();
            rows.forEach(row -> {
                var key = new KeyId(row.uuid(0));
                newest.put(key, new Credential(key, new UserId(row.uuid(1)), row.integer(2), new Sealed(row.text(3))));
            });
            return newest;
        });
    }

    public Uni<Void> putServerAccess(Sql sql, ServerId server, Secret access) {
        var keys = masterKeys().now();
        var sealed = keys.seal(access.reveal().getBytes(StandardCharsets.UTF_8), serverContext(server));
        return sql.update(SERVER_ACCESS_PUT, server.value(), keys.current(), bytes(sealed))
                .onFailure()
                .invoke(perhapsRetired -> masterKeys().look())
                .replaceWithVoid();
    }

    public Uni<Optional<Secret>> serverAccess(Sql sql, ServerId server) {
        return sql.query(SERVER_ACCESS, server.value()).map(rows -> rows.stream()
                .findFirst()
                .map(row -> new Secret(new String(
                        masterKeys().withKey(row.text(0)).open(row.text(0), row.bytes(1), serverContext(server)),
                        StandardCharsets.UTF_8))));
    }

    static String serverContext(ServerId server) {
        return "SERVER_ACCESS|" + server;
    }

    /** @throws IllegalStateException if this process has no file of them */
    CurrentMasterKeys masterKeys() {
        return masterKeys.orElseThrow(
                () -> new IllegalStateException("VAULT_MASTER_KEY_FILE is not set: this role opens the vault"));
    }
}
