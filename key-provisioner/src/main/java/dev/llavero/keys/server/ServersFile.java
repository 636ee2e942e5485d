package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.vpn.ServerAccess;
import java.util.List;

/** The servers file, without mistakes. */
public record ServersFile(List<Location> locations, List<Entry> servers) {

    /** What the file says of one server. */
    public sealed interface Entry {
        ServerId id();

        /** Where in the file it begins. */
        int line();
    }

    /** @param mode ACTIVE, HIDDEN or DRAINING */
    public record Serving(
            ServerId id,
            int line,
            LocationCode location,
            Protocol protocol,
            String host,
            ServerAccess access,
            int capacity,
            ServerMode mode)
            implements Entry {}

    /** Taken out. Its other fields do not matter any more. */
    public record Removed(ServerId id, int line) implements Entry {}
}
