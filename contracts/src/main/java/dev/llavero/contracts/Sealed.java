package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.Objects;

/**
 * Something a person typed, as ciphertext under that person's vault key (base64url without padding).
 *
 * <p>Made once by the gateway, copied unopened by everyone else, and opened only to show it to its owner. When the vault
 * key is destroyed it can never be read again, so the log needs no rewriting to forget a person.
 */
public record Sealed(@JsonValue String ciphertext) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sealed {
        Objects.requireNonNull(ciphertext, "ciphertext");
        Base64.getUrlDecoder().decode(ciphertext);
    }

    public static Sealed of(byte[] ciphertext) {
        return new Sealed(Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext));
    }

    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(ciphertext);
    }
}
