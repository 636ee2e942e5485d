package dev.llavero.agent.http;

import java.util.List;
import java.util.Optional;

/** @param body an object that becomes JSON */
public record Answer(int status, Optional<Object> body) {

    record Problem(String code, String message) {}

    static Answer of(int status, Object body) {
        return new Answer(status, Optional.of(body));
    }

    static Answer empty(int status) {
        return new Answer(status, Optional.empty());
    }

    /** In Outline's form. */
    static Answer problem(int status, String code, String message) {
        return of(status, new Problem(code, message));
    }

    static Answer notAllowed(List<String> methods) {
        return problem(405, "MethodNotAllowed", "only " + String.join(", ", methods));
    }
}
