package dev.llavero.agent.peer;

import java.util.HexFormat;

/** Who a peer is to WireGuard. */
public record PublicKey(String base64) {

    /** @throws Invalid if it is not 32 bytes in base64 */
    public PublicKey {
        KeyText.checked("publicKey", base64);
    }

    public static PublicKey ofHex(String hex) {
        return new PublicKey(KeyText.base64(HexFormat.of().parseHex(hex)));
    }

    public String hex() {
        return KeyText.hex(base64);
    }

    @Override
    public String toString() {
        return base64;
    }
}
