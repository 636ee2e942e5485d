package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A place's code, such as {@code nl} or {@code us-east}: 1–12 of {@code a-z 0-9 -} (short, for it travels in buttons). */
public record LocationCode(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,11}");

    /** @throws IllegalArgumentException if the text does not have the form above */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocationCode {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A location code is 1-12 of a-z, 0-9 and '-', not starting with '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
