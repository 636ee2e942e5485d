package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * How a message is written and read. There is one way, for whoever reads a topic years later finds the old form there.
 *
 * <ul>
 *   <li>a null is left out, and what is left out reads as null: a later version may add a field;
 *   <li>a field that this version does not know is ignored;
 *   <li>an enum constant that it does not know is read as the enum's {@code OTHER}, and is an error where there is none;
 *   <li>times, dates and durations are ISO-8601 text;
 *   <li>fields stand in the order of the record's components.
 * </ul>
 */
public final class Json {
    private Json() {}

    /** A new mapper. Building one is slow: keep it and share it, but do not configure it further. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .build();
    }
}
