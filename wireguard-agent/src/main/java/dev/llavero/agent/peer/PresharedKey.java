package dev.llavero.agent.peer;

/** The second secret of a peer. Prints as {@code ***}. */
public record PresharedKey(String base64) {

    /** @throws Invalid if it is not 32 bytes in base64; the value is not repeated */
    public PresharedKey {
        KeyText.checked("presharedKey", base64);
    }

    public String hex() {
        return KeyText.hex(base64);
    }

    @Override
    public String toString() {
        return "***";
    }
}
