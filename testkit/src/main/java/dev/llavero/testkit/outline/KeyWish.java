package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The body of a call that makes a key; all of it may be left out. */
record KeyWish(
        Optional<String> name,
        Optional<String> method,
        Optional<String> password,
        Optional<Integer> port,
        Optional<Long> limitBytes) {

    static KeyWish of(JsonNode body) {
        return new KeyWish(
                text(body, "name"),
                text(body, "method").map(KeyWish::known),
                text(body, "password"),
                Optional.ofNullable(body.get("port")).map(KeyWish::port),
                Optional.ofNullable(body.get("limit")).map(KeyWish::bytes));
    }

    static String known(String method) {
        if (SsMethod.named(method).isEmpty()) throw Problem.invalid("Cipher " + method + " is not supported");
        return method;
    }

    static int port(JsonNode port) {
        if (!port.isInt() || port.intValue() < 1 || port.intValue() > 65_535)
            throw Problem.invalid("Expected a port between 1 and 65535");
        return port.intValue();
    }

    static long bytes(JsonNode limit) {
        var bytes = limit.path("bytes");
        if (!bytes.isIntegralNumber() || !bytes.canConvertToLong() || bytes.longValue() < 0)
            throw Problem.invalid("Must provide a limit value with a valid number of bytes");
        return bytes.longValue();
    }

    private static Optional<String> text(JsonNode body, String field) {
        var value = body.get(field);
        if (value == null || value.isNull()) return Optional.empty();
        if (!value.isTextual()) throw Problem.invalid("Expected a string for " + field);
        return Optional.of(value.textValue());
    }
}
