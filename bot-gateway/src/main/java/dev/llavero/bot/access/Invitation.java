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
 * @param keys how many each of them may have at a time, up to 255; 0: as many as everybody
 * @param days for how long, up to 65535; 0: without an end
 */
public record Invitation(UUID id, int uses, LocalDate lastDay, int keys, int days) {
    /** Without terms, as those made by 0.1 and earlier. */
    private static final byte PLAIN = 1;

    private static final byte WITH_TERMS = 2;
    private static final int PLAIN_BYTES = 1 + 16 + 2 + 4;
    private static final int BODY_BYTES = PLAIN_BYTES + 1 + 2;
    private static final int SIGNATURE_BYTES = 16;

    public static final int MOST_USES = 65_535;
    public static final int MOST_KEYS = 255;
    public static final int MOST_DAYS = 65_535;

    public Invitation {
        if (uses < 1 || uses > MOST_USES) {
            throw new IllegalArgumentException("an invitation has 1 to 65535 uses");
        }
        if (keys < 0 || keys > MOST_KEYS || days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("an invitation gives up to 255 keys, for up to 65535 days");
        }
    }

    /** Whether it gives anything but entrance. */
    public boolean hasTerms() {
        return keys > 0 || days > 0;
    }

    /** What stands in {@code t.me/<bot>?start=…}: 56 of the 64 characters that Telegram lets through. */
    public String payload(byte[] key) {
        var body = ByteBuffer.allocate(BODY_BYTES)
                .put(WITH_TERMS)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort((short) uses)
                .putInt(Math.toIntExact(lastDay.toEpochDay()))
                .put((byte) keys)
                .putShort((short) days)
                .array();
        return signed(body, key);
    }

    static String signed(byte[] body, byte[] key) {
        var signed = ByteBuffer.allocate(body.length + SIGNATURE_BYTES)
                .put(body)
                .put(signature(body, key))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Empty for anything that {@link #payload} of this or an earlier version did not make with this key. */
    public static Optional<Invitation> read(String payload, byte[] key) {
        var signed = decoded(payload);
        var body = Arrays.copyOf(signed, Math.max(0, signed.length - SIGNATURE_BYTES));
        if (body.length == 0 || body.length != length(body[0])) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(signature(body, key), Arrays.copyOfRange(signed, body.length, signed.length))) {
            return Optional.empty();
        }
        var fields = ByteBuffer.wrap(body, 1, body.length - 1);
        return Optional.of(new Invitation(
                new UUID(fields.getLong(), fields.getLong()),
                Short.toUnsignedInt(fields.getShort()),
                LocalDate.ofEpochDay(fields.getInt()),
                body[0] == PLAIN ? 0 : Byte.toUnsignedInt(fields.get()),
                body[0] == PLAIN ? 0 : Short.toUnsignedInt(fields.getShort())));
    }

    private static int length(byte version) {
        return switch (version) {
            case PLAIN -> PLAIN_BYTES;
            case WITH_TERMS -> BODY_BYTES;
            default -> -1;
        };
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
