package dev.llavero.platform.vault;

import java.util.List;
import java.util.Optional;

/**
 * A WireGuard key as the vault keeps it. Its maker hands the server's half to servers; the user's file has the private key.
 *
 * @param publicKey in base64, as all three
 * @param addresses one of IPv4 and one of IPv6 with their prefixes, that no other key of the fleet has
 */
public record WireGuardCredential(Secret privateKey, String publicKey, Secret presharedKey, List<String> addresses) {
    /** No password of Outline begins with it: those have no spaces. */
    private static final String FORM = "wireguard1";

    private static final int WORDS = 6;

    public WireGuardCredential {
        addresses = List.copyOf(addresses);
    }

    /** The text to seal. */
    public Secret write() {
        return new Secret(String.join(
                " ", FORM, privateKey.reveal(), publicKey, presharedKey.reveal(), String.join(" ", addresses)));
    }

    /** Empty when the credential is of another kind. */
    public static Optional<WireGuardCredential> read(Secret credential) {
        var words = credential.reveal().split(" ");
        return words.length == WORDS && words[0].equals(FORM)
                ? Optional.of(new WireGuardCredential(
                        new Secret(words[1]), words[2], new Secret(words[3]), List.of(words[4], words[5])))
                : Optional.empty();
    }
}
