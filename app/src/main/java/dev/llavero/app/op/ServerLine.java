package dev.llavero.app.op;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;

/** @param keys those that it serves or is about to serve */
record ServerLine(
        ServerId serverId,
        LocationCode location,
        Protocol protocol,
        String host,
        ServerMode mode,
        int keys,
        int capacity,
        boolean room,
        ManagedBy managedBy) {}
