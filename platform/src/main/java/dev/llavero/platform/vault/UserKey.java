package dev.llavero.platform.vault;

import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.UserId;
import java.nio.charset.StandardCharsets;

/** One person's vault key. Everything of theirs is sealed under it; destroying it forgets them. */
public final class UserKey {
    private final UserId owner;
    private final Aead aead;

    UserKey(UserId owner, byte[] key) {
        this.owner = owner;
        this.aead = new Aead(key);
    }

    public UserId owner() {
        return owner;
    }

    /** @param subject the id of what it belongs to; it opens only with the same purpose, subject and generation */
    public Sealed seal(Purpose purpose, String subject, int generation, Secret secret) {
        return Sealed.of(
                aead.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), context(purpose, subject, generation)));
    }

    /** @throws VaultException if it does not belong here */
    public Secret open(Purpose purpose, String subject, int generation, Sealed sealed) {
        return new Secret(
                new String(aead.open(sealed.bytes(), context(purpose, subject, generation)), StandardCharsets.UTF_8));
    }

    private static String context(Purpose purpose, String subject, int generation) {
        return purpose.name() + "|" + subject + "|" + generation;
    }

    @Override
    public String toString() {
        return "UserKey[" + owner + ", ***]";
    }
}
