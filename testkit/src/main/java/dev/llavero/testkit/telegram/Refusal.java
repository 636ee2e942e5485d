package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Telegram says no: an HTTP status and the description a bot sees. */
final class Refusal extends RuntimeException {
    final int code;
    final int retryAfterSeconds;

    private Refusal(int code, String description, int retryAfterSeconds) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Refusal of(int code, String description) {
        return new Refusal(code, description, 0);
    }

    static Refusal badRequest(String why) {
        return new Refusal(400, "Bad Request: " + why, 0);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "Unauthorized", 0);
    }

    static Refusal forbidden(String why) {
        return new Refusal(403, "Forbidden: " + why, 0);
    }

    static Refusal notFound() {
        return new Refusal(404, "Not Found", 0);
    }

    static Refusal conflict(String why) {
        return new Refusal(409, "Conflict: " + why, 0);
    }

    static Refusal tooLarge() {
        return new Refusal(413, "Request Entity Too Large", 0);
    }

    static Refusal tooManyRequests(int seconds) {
        return new Refusal(429, "Too Many Requests: retry after " + seconds, seconds);
    }

    static Refusal serverError(int code) {
        return new Refusal(code, code == 502 ? "Bad Gateway" : "Internal Server Error", 0);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("ok", false).put("error_code", code).put("description", getMessage());
        if (retryAfterSeconds > 0) json.putObject("parameters").put("retry_after", retryAfterSeconds);
        return json;
    }
}
