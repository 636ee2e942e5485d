package dev.llavero.testkit.outline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/** A key as the simulated server holds it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessKey(String id, String name, String password, int port, String method, Long limitBytes) {

    AccessKey named(String newName) {
        return new AccessKey(id, newName, password, port, method, limitBytes);
    }

    AccessKey limitedTo(Long bytes) {
        return new AccessKey(id, name, password, port, method, bytes);
    }
}
