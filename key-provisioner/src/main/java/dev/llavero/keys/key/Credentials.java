package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.Purpose;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.UserKey;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.vault.VaultException;
import dev.llavero.platform.vault.WireGuardCredential;
import dev.llavero.vpn.ServerCredential;
import dev.llavero.vpn.ServerCredential.OutlinePassword;
import dev.llavero.vpn.ServerCredential.WireGuardPeer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a server must know of a key: made before any server is called, so that every call can be repeated. */
@ApplicationScoped
class Credentials {
    /** 192 bits: 32 characters of base64url. */
    private static final int PASSWORD_BYTES = 24;

    private static final Logger LOG = Logger.getLogger(Credentials.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Vault vault;

    @Inject
    Addresses addresses;

    /** Makes and seals the first credential of each key. */
    Uni<Void> make(Sql sql, List<Key> keys) {
        return keys.isEmpty() ? Uni.createFrom().voidItem() : make(sql, keys, 1);
    }

    /** Makes another one, for a server that would not take the last. @throws NoAddress when none is left */
    Uni<Void> makeNext(Sql sql, Key key, int generation) {
        return addresses.leave(sql, key.id()).chain(() -> make(sql, List.of(key), generation));
    }

    /** Seals a secret that somebody else has made: the first credential of a key that is adopted. */
    Uni<Void> keep(Sql sql, Key key, Secret secret) {
        return vault.userKeys(sql, List.of(key.owner()))
                .chain(owners -> vault.addCredentials(sql, List.of(sealed(key, 1, secret, owners))));
    }

    private Uni<Void> make(Sql sql, List<Key> keys, int generation) {
        var owners = keys.stream().map(Key::owner).toList();
        return taken(sql, keys).chain(given -> vault.userKeys(sql, owners)
                .chain(userKeys -> vault.addCredentials(
                        sql,
                        keys.stream()
                                .map(key -> sealed(key, generation, made(key, given), userKeys))
                                .toList())));
    }

    private Uni<Map<KeyId, List<String>>> taken(Sql sql, List<Key> keys) {
        var wanting = keys.stream()
                .filter(key -> key.protocol() == Protocol.WIREGUARD)
                .map(Key::id)
                .toList();
        return wanting.isEmpty() ? Uni.createFrom().item(Map.of()) : addresses.take(sql, wanting);
    }

    private static Secret made(Key key, Map<KeyId, List<String>> addresses) {
        return switch (key.protocol()) {
            case OUTLINE -> newPassword();
            case WIREGUARD ->
                WireGuardKeys.make(Optional.ofNullable(addresses.get(key.id())).orElseThrow(NoAddress::new))
                        .write();
        };
    }

    /** What a server must know of each key, by its newest credential. */
    Uni<Map<KeyId, ServerCredential>> forServers(Sql sql, Collection<KeyId> keys) {
        return open(sql, keys).map(open -> {
            var known = new HashMap<KeyId, ServerCredential>();
            open.forEach((key, secret) -> known.put(key, forServer(secret)));
            return known;
        });
    }

    /** The private key stays behind. */
    private static ServerCredential forServer(Secret secret) {
        return WireGuardCredential.read(secret)
                .<ServerCredential>map(
                        made -> new WireGuardPeer(made.publicKey(), made.presharedKey(), made.addresses()))
                .orElseGet(() -> new OutlinePassword(secret));
    }

    /** Without those whose owner was erased meanwhile, and those that do not open. */
    private Uni<Map<KeyId, Secret>> open(Sql sql, Collection<KeyId> keys) {
        return vault.credentials(sql, keys).chain(found -> {
            var owners = found.values().stream().map(Vault.Credential::userId).toList();
            return vault.openUserKeys(sql, owners).map(userKeys -> {
                var open = new HashMap<KeyId, Secret>();
                found.forEach((key, credential) -> Optional.ofNullable(userKeys.get(credential.userId()))
                        .flatMap(owner -> open(owner, credential))
                        .ifPresent(secret -> open.put(key, secret)));
                return open;
            });
        });
    }

    private static Optional<Secret> open(UserKey owner, Vault.Credential credential) {
        try {
            return Optional.of(owner.open(
                    Purpose.CREDENTIAL, credential.keyId().toString(), credential.generation(), credential.sealed()));
        } catch (VaultException lost) {
            LOG.errorf("The credential of key %s does not open: %s", credential.keyId(), lost.getMessage());
            return Optional.empty();
        }
    }

    private static Vault.Credential sealed(Key key, int generation, Secret secret, Map<UserId, UserKey> owners) {
        var owner = owners.get(key.owner());
        if (owner == null) {
            throw new IllegalStateException("User " + key.owner() + " was erased and has no keys any more");
        }
        var sealed = owner.seal(Purpose.CREDENTIAL, key.id().toString(), generation, secret);
        return new Vault.Credential(key.id(), key.owner(), generation, sealed);
    }

    /** Every address of the ranges is in use or resting. */
    static final class NoAddress extends RuntimeException {
        NoAddress() {
            super("no WireGuard address is left");
        }
    }

    private static Secret newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
