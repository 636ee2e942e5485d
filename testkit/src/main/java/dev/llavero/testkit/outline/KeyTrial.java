package dev.llavero.testkit.outline;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/** Finds whose connection it is: nothing in it names the key, so each is tried on the first sealed length. */
final class KeyTrial {

    /** Salt and sealed length of the longest method. Shorter ones have sent more by then, for a payload must follow. */
    static final int OPENING_BYTES = 32 + SsChunks.LENGTH_BYTES;

    /** A key that traffic may use from a moment on. */
    record Candidate(String keyId, int port, SsMethod method, byte[] masterKey, long liveAtNanos) {

        static Candidate of(AccessKey key, long liveAtNanos) {
            try {
                var method = SsMethod.named(key.method()).orElseThrow();
                return new Candidate(key.id(), key.port(), method, method.masterKey(key.password()), liveAtNanos);
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }

        boolean isLive() {
            return System.nanoTime() - liveAtNanos >= 0;
        }
    }

    private final Map<SsMethod, Cipher> ciphers = new EnumMap<>(SsMethod.class);

    Optional<Candidate> match(byte[] opening, int port, Iterable<Candidate> candidates)
            throws GeneralSecurityException {
        for (var candidate : candidates)
            if (candidate.port == port && candidate.isLive() && opens(candidate, opening))
                return Optional.of(candidate);
        return Optional.empty();
    }

    private boolean opens(Candidate candidate, byte[] opening) throws GeneralSecurityException {
        var method = candidate.method;
        var subkey = method.subkey(candidate.masterKey, Arrays.copyOf(opening, method.keyBytes));
        var cipher = cipher(method);
        cipher.init(Cipher.DECRYPT_MODE, subkey, method.nonce(0));
        try {
            cipher.doFinal(opening, method.keyBytes, SsChunks.LENGTH_BYTES);
            return true;
        } catch (AEADBadTagException anotherKey) {
            return false;
        }
    }

    private Cipher cipher(SsMethod method) throws GeneralSecurityException {
        var cipher = ciphers.get(method);
        if (cipher == null) ciphers.put(method, cipher = method.cipher());
        return cipher;
    }
}
