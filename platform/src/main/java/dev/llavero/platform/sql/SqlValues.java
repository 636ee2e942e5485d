package dev.llavero.platform.sql;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** Turns domain values into what the Postgres client takes as parameters. */
public final class SqlValues {
    private SqlValues() {}

    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static Buffer bytes(byte[] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    public static <T> UUID[] uuids(Collection<T> things, Function<T, UUID> id) {
        return things.stream().map(id).toArray(UUID[]::new);
    }

    public static <T> String[] texts(Collection<T> things, Function<T, String> text) {
        return things.stream().map(text).toArray(String[]::new);
    }

    public static <T> Long[] numbers(Collection<T> things, Function<T, Long> number) {
        return things.stream().map(number).toArray(Long[]::new);
    }

    public static <T> Integer[] integers(Collection<T> things, Function<T, Integer> number) {
        return things.stream().map(number).toArray(Integer[]::new);
    }

    public static <T> OffsetDateTime[] times(Collection<T> things, Function<T, Instant> time) {
        return things.stream().map(time).map(SqlValues::time).toArray(OffsetDateTime[]::new);
    }

    public static <T> Buffer[] bytes(Collection<T> things, Function<T, byte[]> bytes) {
        return things.stream().map(bytes).map(SqlValues::bytes).toArray(Buffer[]::new);
    }
}
