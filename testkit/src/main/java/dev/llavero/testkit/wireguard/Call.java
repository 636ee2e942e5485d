package dev.llavero.testkit.wireguard;

import dev.llavero.agent.http.Request;

/** The calls of the agent's management API. */
public enum Call {
    PUT_PEER,
    DELETE_PEER,
    GET_PEER,
    LIST_PEERS,
    GET_TRANSFER,
    GET_SERVER,
    GET_HEALTH,
    UNKNOWN;

    static Call of(Request request) {
        var path = request.path().startsWith("/peers/") ? "/peers/…" : request.path();
        return switch (request.method() + " " + path) {
            case "PUT /peers/…" -> PUT_PEER;
            case "DELETE /peers/…" -> DELETE_PEER;
            case "GET /peers/…" -> GET_PEER;
            case "GET /peers" -> LIST_PEERS;
            case "GET /metrics/transfer" -> GET_TRANSFER;
            case "GET /server" -> GET_SERVER;
            case "GET /health" -> GET_HEALTH;
            default -> UNKNOWN;
        };
    }
}
