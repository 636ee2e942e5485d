package dev.llavero.vpn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/** Bodies of management APIs. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Empty when the body is something else, such as HTML or half a JSON: parsers quote bodies in their exceptions. */
    static <T> Optional<T> read(Buffer body, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body.getBytes(), type));
        } catch (IOException notWhatWasAskedFor) {
            return Optional.empty();
        }
    }

    static Buffer write(Object body) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a record of strings is always writable");
        }
    }
}
