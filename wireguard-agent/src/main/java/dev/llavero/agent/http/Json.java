package dev.llavero.agent.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llavero.agent.peer.Invalid;
import java.io.IOException;

final class Json {

    /** Strict: a number is no text, and a field that we do not know is a mistake, not a wish that we may pass over. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Json() {}

    static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (IOException quotesTheBody) {
            throw new Invalid("body", "a JSON object with " + names(type) + " and nothing else");
        }
    }

    private static String names(Class<?> type) {
        var names = new StringBuilder();
        for (var field : type.getRecordComponents())
            names.append(names.isEmpty() ? "" : ", ").append(field.getName());
        return names.toString();
    }

    static byte[] write(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a record of strings and numbers is always writable");
        }
    }
}
