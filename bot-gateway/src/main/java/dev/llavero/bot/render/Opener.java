package dev.llavero.bot.render;

import dev.llavero.bot.delivery.CopyableLink;
import dev.llavero.bot.delivery.WireGuardFile;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.vault.Purpose;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.UserKey;
import dev.llavero.platform.vault.Vault.Credential;
import dev.llavero.platform.vault.VaultException;
import dev.llavero.platform.vault.WireGuardCredential;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.servers.ServerView;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Opens what is sealed for one person, and nothing of anybody else's.
 *
 * @param userKey null when there was nothing to open
 * @param language in which a key without a name is called after its place
 */
record Opener(UserId person, UserKey userKey, String language) {
    private static final Logger LOG = Logger.getLogger(Opener.class);
    /** A key's name is sealed once for good: its only generation. */
    private static final int NAME = 0;

    Map<KeyId, String> names(Collection<KeyView> keys) {
        return keys.stream()
                .filter(key -> key.name() != null && owns(key.user()))
                .collect(Collectors.toMap(KeyView::key, this::name, (one, same) -> one));
    }

    private String name(KeyView key) {
        try {
            return userKey.open(Purpose.KEY_NAME, key.key().toString(), NAME, key.name())
                    .reveal();
        } catch (VaultException lost) {
            LOG.warnf("The name of key %s does not open; it is called after its place", key.key());
            return "";
        }
    }

    /** @return the link or the file; null unless key and credential are this person's and all that belongs to it is known */
    Secret link(KeyView key, ServerView server, Credential credential, String name) {
        if (credential == null || server == null || key.port() == null || !owns(key.user())) {
            return null;
        }
        if (!owns(credential.userId())) {
            LOG.errorf("The credential of key %s belongs to somebody else than the key", key.key());
            return null;
        }
        try {
            var secret = userKey.open(
                    Purpose.CREDENTIAL, key.key().toString(), credential.generation(), credential.sealed());
            return switch (key.protocol()) {
                case OUTLINE -> CopyableLink.of(secret, server.host(), key.port(), called(name, server));
                case WIREGUARD -> file(secret, server);
            };
        } catch (VaultException lost) {
            LOG.errorf("The credential of key %s does not open", key.key());
            return null;
        }
    }

    private static Secret file(Secret secret, ServerView server) {
        return WireGuardCredential.read(secret)
                .filter(made -> server.wireGuard() != null)
                .map(made -> WireGuardFile.render(made, server.host(), server.wireGuard()))
                .orElse(null);
    }

    private String called(String name, ServerView server) {
        return Optional.ofNullable(name).filter(typed -> !typed.isBlank()).orElseGet(() -> place(server));
    }

    private String place(ServerView server) {
        var names = server.locationNames();
        var english = names.getOrDefault("en", server.location().value());
        return names.getOrDefault(language, english);
    }

    private boolean owns(UserId owner) {
        return userKey != null && owner.equals(person) && userKey.owner().equals(person);
    }
}
