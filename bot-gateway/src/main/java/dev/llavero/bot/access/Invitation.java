package dev.llavero.bot.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets in as many people as it says. It is signed, so it needs no row before somebody comes with it, and nobody can make or
 * change one without the key.
 *
 * @param uses 1 to 65535
 * @param lastDay until when it can be used
 */
public record Invitation(UUID id, int uses, LocalDate lastDay) {
    private static final byte VERSION = 1;
    private static final int BODY_BYTES = 1 + 16 + 2 + 4;
    private static final int SIGNATURE_BYTES = 16;

    public Invitation {
        if (uses < 1 || uses > 65_535) {
            throw new IllegalArgumentException("an invitation has 1 to 65535 uses");
        }
    }

    /** What stands in {@code t.me/<bot>?start=…}: 52 of the 64 characters that Telegram lets through. */
    public String payload(byte[] key) {
        var body = ByteBuffer.allocate(BODY_BYTES)
                .put(VERSION)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort((short) uses)
                .putInt(Math.toIntExact(lastDay.toEpochDay()))
                .array();
        var signed = ByteBuffer.allocate(BODY_BYTES + SIGNATURE_BYTES)
                .put(body)
                .put(signature(body, key))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Empty for anything that {@link #payload} did not make with this key. */
    public static Optional<Invitation> read(String payload, byte[] key) {
        var signed = decoded(payload);
        if (signed.length != BODY_BYTES + SIGNATURE_BYTES || signed[0] != VERSION) {
            return Optional.empty();
        }
        var body = Arrays.copyOf(signed, BODY_BYTES);
        if (!MessageDigest.isEqual(signature(body, key), Arrays.copyOfRange(signed, BODY_BYTES, signed.length))) {
            return Optional.empty();
        }
        var fields = ByteBuffer.wrap(body, 1, BODY_BYTES - 1);
        return Optional.of(new Invitation(
                new UUID(fields.getLong(), fields.getLong()),
                Short.toUnsignedInt(fields.getShort()),
                LocalDate.ofEpochDay(fields.getInt())));
    }

    private static byte[] decoded(String payload) {
        try {
            return Base64.getUrlDecoder().decode(payload);
        } catch (IllegalArgumentException somethingElse) {
            return new byte[0];
        }
    }

    private static byte[] signature(byte[] body, byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(body), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
