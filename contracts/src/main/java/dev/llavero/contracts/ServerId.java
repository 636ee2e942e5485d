package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A VPN server's name among operators, such as {@code nl-1}: 1–32 of {@code a-z 0-9 -}, not starting with a dash. */
public record ServerId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if the text does not have the form above */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServerId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A server id is 1-32 of a-z, 0-9 and '-', not starting with '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
