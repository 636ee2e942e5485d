package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A key's id. Drawn by whoever asks for the key (UUIDv5 of the draft), so that asking twice names the same key. */
public record KeyId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KeyId {
        Objects.requireNonNull(value, "KeyId");
    }

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
