package dev.llavero.testkit.outline;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Which call a request is. */
record Route(Call call, String keyId, String path) {

    static Route of(String method, String rawPath, String prefix) {
        if (!rawPath.startsWith("/" + prefix + "/")) return new Route(Call.UNKNOWN, null, rawPath);
        var path = rawPath.substring(prefix.length() + 1);
        var segments = path.substring(1).split("/", -1);
        if (segments[0].equals("access-keys") && segments.length > 1 && !segments[1].isEmpty()) {
            var rest = segments.length == 2 ? "" : path.substring("/access-keys/".length() + segments[1].length());
            return new Route(ofKey(method + " " + rest), decoded(segments[1]), path);
        }
        return new Route(
                switch (method + " " + path) {
                    case "GET /server" -> Call.GET_SERVER;
                    case "PUT /server/hostname-for-access-keys" -> Call.SET_HOSTNAME;
                    case "PUT /server/port-for-new-access-keys" -> Call.SET_PORT;
                    case "POST /access-keys" -> Call.CREATE_KEY;
                    case "GET /access-keys" -> Call.LIST_KEYS;
                    case "GET /metrics/transfer" -> Call.GET_TRANSFER;
                    case "GET /experimental/server/metrics" -> Call.GET_EXPERIMENTAL_METRICS;
                    default -> Call.UNKNOWN;
                },
                null,
                path);
    }

    private static Call ofKey(String request) {
        return switch (request) {
            case "PUT " -> Call.PUT_KEY;
            case "GET " -> Call.GET_KEY;
            case "DELETE " -> Call.DELETE_KEY;
            case "PUT /name" -> Call.RENAME_KEY;
            case "PUT /data-limit" -> Call.SET_LIMIT;
            case "DELETE /data-limit" -> Call.REMOVE_LIMIT;
            default -> Call.UNKNOWN;
        };
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
