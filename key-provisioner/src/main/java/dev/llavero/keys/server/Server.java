package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;

/**
 * A VPN server's record.
 *
 * @param fileSays the mode that the servers file last gave it; null unless the file manages it
 * @param wireGuard what a WireGuard server said of itself; null for others, and until it was first heard
 * @param version counts its published states
 */
public record Server(
        ServerId id,
        LocationCode location,
        Protocol protocol,
        String host,
        int capacity,
        int reserved,
        ServerMode mode,
        ManagedBy managedBy,
        ServerMode fileSays,
        WireGuard wireGuard,
        long version) {

    /** Whether one more key may come here. */
    public boolean room() {
        return mode == ServerMode.ACTIVE
                && reserved < capacity
                && (protocol != Protocol.WIREGUARD || wireGuard != null);
    }

    Server in(ServerMode next) {
        return new Server(
                id, location, protocol, host, capacity, reserved, next, managedBy, fileSays, wireGuard, version);
    }

    Server saidByFile(ServerMode said) {
        return new Server(id, location, protocol, host, capacity, reserved, mode, managedBy, said, wireGuard, version);
    }

    Server at(LocationCode place, String name, int keys) {
        return new Server(id, place, protocol, name, keys, reserved, mode, managedBy, fileSays, wireGuard, version);
    }

    Server published() {
        return new Server(
                id, location, protocol, host, capacity, reserved, mode, managedBy, fileSays, wireGuard, version + 1);
    }

    /** @param refusal why the command that this answers was refused, or null */
    ServerState state(Location place, Reason refusal) {
        return new ServerState(
                id,
                protocol,
                location,
                place.names(),
                place.flag(),
                host,
                capacity,
                room(),
                mode,
                managedBy,
                wireGuard,
                refusal);
    }
}
