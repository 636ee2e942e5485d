package dev.llavero.platform.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserKeyTest {
    private static final Secret PASSWORD = new Secret("correct horse 🐴");
    private final UserKey key = new UserKey(new UserId(new UUID(1, 2)), Aead.newKey());

    @Test
    void whatIsSealedOpensWhereItBelongs() {
        var sealed = key.seal(Purpose.CREDENTIAL, "k1", 1, PASSWORD);

        assertEquals(PASSWORD, key.open(Purpose.CREDENTIAL, "k1", 1, sealed));
    }

    @Test
    void andNowhereElse() {
        var sealed = key.seal(Purpose.CREDENTIAL, "k1", 1, PASSWORD);
        var other = new UserKey(new UserId(new UUID(1, 2)), Aead.newKey());

        assertThrows(VaultException.class, () -> key.open(Purpose.KEY_NAME, "k1", 1, sealed));
        assertThrows(VaultException.class, () -> key.open(Purpose.CREDENTIAL, "k2", 1, sealed));
        assertThrows(VaultException.class, () -> key.open(Purpose.CREDENTIAL, "k1", 2, sealed));
        assertThrows(VaultException.class, () -> other.open(Purpose.CREDENTIAL, "k1", 1, sealed));
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        var bytes = key.seal(Purpose.CREDENTIAL, "k1", 1, PASSWORD).bytes();
        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            var sealed = Sealed.of(changed);
            assertThrows(VaultException.class, () -> key.open(Purpose.CREDENTIAL, "k1", 1, sealed));
        }
        assertThrows(VaultException.class, () -> key.open(Purpose.CREDENTIAL, "k1", 1, Sealed.of(new byte[3])));
    }

    @Test
    void sealingTwiceLooksDifferent() {
        assertNotEquals(
                key.seal(Purpose.CREDENTIAL, "k1", 1, PASSWORD), key.seal(Purpose.CREDENTIAL, "k1", 1, PASSWORD));
    }

    @Test
    void nothingOfItPrints() {
        assertEquals("***", PASSWORD.toString());
        assertFalse(key.toString().contains("horse"));
        assertFalse(new Object[] {PASSWORD}[0].toString().contains("horse"));
    }
}
