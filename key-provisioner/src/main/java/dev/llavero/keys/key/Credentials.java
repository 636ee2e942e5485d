package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.Purpose;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.UserKey;
import dev.llavero.platform.vault.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server must know of a key: made before any server is called, so that every call can be repeated. */
@ApplicationScoped
class Credentials {
    /** 192 bits: 32 characters of base64url. */
    private static final int PASSWORD_BYTES = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Vault vault;

    /** Makes and seals the first credential of each key. */
    Uni<Void> make(Sql sql, List<Key> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : vault.userKeys(sql, keys.stream().map(Key::owner).toList())
                        .chain(owners -> vault.addCredentials(
                                sql,
                                keys.stream()
                                        .map(key -> sealed(key.id(), key.owner(), 1, owners))
                                        .toList()));
    }

    /** Makes another one, for a server that would not take the last. */
    Uni<Void> makeNext(Sql sql, Key key, int generation) {
        return vault.userKeys(sql, List.of(key.owner()))
                .chain(owners -> vault.addCredentials(sql, List.of(sealed(key.id(), key.owner(), generation, owners))));
    }

    /** Opens the newest credential of each key. */
    Uni<Map<KeyId, Secret>> open(Sql sql, Collection<KeyId> keys) {
        return vault.credentials(sql, keys).chain(found -> {
            var owners = found.values().stream().map(Vault.Credential::userId).toList();
            return vault.userKeys(sql, owners).map(userKeys -> {
                var open = new HashMap<KeyId, Secret>();
                found.forEach((key, credential) -> open.put(
                        key,
                        userKeys.get(credential.userId())
                                .open(
                                        Purpose.CREDENTIAL,
                                        key.toString(),
                                        credential.generation(),
                                        credential.sealed())));
                return open;
            });
        });
    }

    private static Vault.Credential sealed(KeyId key, UserId owner, int generation, Map<UserId, UserKey> owners) {
        var sealed = owners.get(owner).seal(Purpose.CREDENTIAL, key.toString(), generation, newPassword());
        return new Vault.Credential(key, owner, generation, sealed);
    }

    private static Secret newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
