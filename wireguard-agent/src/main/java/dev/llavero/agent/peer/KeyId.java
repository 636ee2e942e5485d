package dev.llavero.agent.peer;

import java.util.regex.Pattern;

/** The caller's name for a peer. */
public record KeyId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws Invalid if it has other characters, none, or too many */
    public KeyId {
        if (value == null || !FORM.matcher(value).matches())
            throw new Invalid("keyId", "1 to 64 letters, digits, '-' or '_'");
    }

    @Override
    public String toString() {
        return value;
    }
}
