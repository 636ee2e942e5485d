package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;

/** One request to {@code /_sim/}: the parts of its path, and its body. */
record Ask(Http http, Matcher path, byte[] body) {
    String part(String name) {
        return path.group(name);
    }

    long id() {
        return Long.parseLong(part("id"));
    }

    JsonNode json() {
        if (body.length == 0) return Json.object();
        try {
            return Json.as(body, JsonNode.class);
        } catch (UncheckedIOException e) {
            throw Refusal.badRequest("the body is not JSON");
        }
    }
}
