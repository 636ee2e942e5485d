package dev.llavero.platform.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that wrap everything else, from a file of lines {@code <id>:<32 bytes in base64>}. The first line seals; all of
 * them open, so that a rotation can go on in the background.
 */
final class MasterKeys {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Map<String, Aead> byId;

    private MasterKeys(Map<String, Aead> byId) {
        this.byId = byId;
    }

    /** @throws IllegalStateException in words for the operator, without the file's content */
    static MasterKeys read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalStateException(
                        "VAULT_MASTER_KEY_FILE " + file + " can be read by others: chmod 600 it");
            }
            return parse(Files.readString(file), file);
        } catch (IOException failure) {
            throw new IllegalStateException("VAULT_MASTER_KEY_FILE " + file + " cannot be read: " + failure, failure);
        }
    }

    private static MasterKeys parse(String text, Path file) {
        var keys = new LinkedHashMap<String, Aead>();
        for (var line :
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            var parts = line.split(":", 2);
            try {
                keys.put(parts[0], new Aead(Base64.getDecoder().decode(parts[1])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
                throw new IllegalStateException("VAULT_MASTER_KEY_FILE " + file + ": line " + (keys.size() + 1)
                        + " is not '<id>:<32 bytes in base64>'");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("VAULT_MASTER_KEY_FILE " + file + " holds no key");
        }
        return new MasterKeys(keys);
    }

    /** The id of the key that seals. */
    String current() {
        return byId.keySet().iterator().next();
    }

    /** In the order of the file: the one that seals comes first. */
    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** Those that only open. */
    List<String> earlier() {
        return ids().subList(1, byId.size());
    }

    boolean knows(String id) {
        return byId.containsKey(id);
    }

    byte[] seal(byte[] plain, String context) {
        return byId.get(current()).seal(plain, context);
    }

    /** @throws VaultException if the master key of that id is not in the file */
    byte[] open(String id, byte[] sealed, String context) {
        var key = byId.get(id);
        if (key == null) {
            throw new VaultException("master key '" + id + "' is not in VAULT_MASTER_KEY_FILE", null);
        }
        return key.open(sealed, context);
    }
}
