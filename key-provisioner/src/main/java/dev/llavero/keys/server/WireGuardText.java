package dev.llavero.keys.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.ServerEvent.WireGuard;

/** How what a WireGuard server said of itself stands in its row. */
final class WireGuardText {
    private static final ObjectMapper JSON = Json.mapper();

    private WireGuardText() {}

    static WireGuard read(String json) {
        try {
            return JSON.readValue(json, WireGuard.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("What a WireGuard server said is not as we wrote it", ours);
        }
    }

    static String write(WireGuard said) {
        try {
            return JSON.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write what a WireGuard server said", impossible);
        }
    }
}
