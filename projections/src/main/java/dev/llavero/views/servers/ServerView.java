package dev.llavero.views.servers;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import java.time.Instant;
import java.util.Map;

/**
 * A server as its last published state tells it.
 *
 * @param locationNames the place's name by language code, English at least
 * @param flag may be empty
 * @param room whether one more key fits
 * @param wireGuard for its users' files; null for other servers, and until the server was first heard
 */
public record ServerView(
        ServerId server,
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
        long version,
        Instant changedAt) {}
