package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a VPN server is now. On a compacted topic, so every message says all of it. Written by key-provisioner. */
public sealed interface ServerEvent extends Event {
    ServerId serverId();

    @Override
    default String subject() {
        return serverId().toString();
    }

    /** Who owns a server's record. */
    enum ManagedBy {
        @JsonProperty("file")
        FILE,
        @JsonProperty("command")
        COMMAND
    }

    /**
     * What a WireGuard server's users must have in their files.
     *
     * @param publicKey of the server: 32 bytes in base64
     * @param port where it listens, UDP
     * @param dns addresses of name servers
     */
    record WireGuard(String publicKey, int port, int mtu, List<String> dns) {}

    /**
     * The refusal of a command about a server that does not exist has nothing but its id and the reason, with sequence 0.
     *
     * @param locationNames the place's name by language code, English at least
     * @param flag the place's flag as an emoji, may be empty
     * @param host the name or address that users connect to
     * @param capacity how many keys it may hold
     * @param room whether one more key fits now
     * @param wireGuard null for other servers, and until the server was first heard; there is no room before
     * @param refusal why the command that this answers was refused; null when something changed
     */
    record ServerState(
            ServerId serverId,
            Protocol protocol,
            LocationCode location,
            Map<String, String> locationNames,
            String flag,
            String host,
            int capacity,
            boolean room,
            ServerMode mode,
            ManagedBy managedBy,
            WireGuard wireGuard,
            Reason refusal)
            implements ServerEvent {
        public ServerState {
            Objects.requireNonNull(serverId, "serverId");
        }
    }
}
