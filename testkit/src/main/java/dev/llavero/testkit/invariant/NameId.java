package dev.llavero.testkit.invariant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids made of names (UUIDv5, RFC 9562), in Llavero's namespace. */
final class NameId {
    private static final UUID LLAVERO = UUID.fromString("5b9d3b2e-6a1c-4d27-9f0e-6c6c61766572");

    private NameId() {}

    static UUID of(String... names) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(LLAVERO.getMostSignificantBits())
                    .putLong(LLAVERO.getLeastSignificantBits())
                    .array());
            var hash = ByteBuffer.wrap(sha1.digest(String.join("\u001f", names).getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & 0xffffffffffff0fffL | 0x5000L,
                    hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
