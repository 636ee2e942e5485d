package dev.llavero.playground;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets made here, once, and kept in {@link Home}. */
final class Secrets {
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final int MASTER_KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 16;

    private Secrets() {}

    /** As the application reads it: {@code <id>:<base64>}. */
    static String masterKey() {
        return "playground:" + Base64.getEncoder().encodeToString(bytes(MASTER_KEY_BYTES));
    }

    static String password() {
        return HexFormat.of().formatHex(bytes(PASSWORD_BYTES));
    }

    static String botToken() {
        return "100000001:" + password();
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        SOURCE.nextBytes(bytes);
        return bytes;
    }
}
