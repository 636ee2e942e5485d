package dev.llavero.agent.link;

import dev.llavero.agent.peer.Invalid;
import java.util.regex.Pattern;

/** The name of a network interface. Cannot be taken for an option, a path, or a word of nftables' language. */
public record InterfaceName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,14}");

    /** @throws Invalid if it has other characters or more than 15 */
    public InterfaceName {
        if (!FORM.matcher(value).matches())
            throw new Invalid("interface", "a letter and up to 14 letters, digits or '_'");
    }

    @Override
    public String toString() {
        return value;
    }
}
