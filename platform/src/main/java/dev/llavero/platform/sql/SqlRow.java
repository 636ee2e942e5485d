package dev.llavero.platform.sql;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of an answer. Columns count from 0, in the order of the select list. */
public final class SqlRow {
    private final Object[] values;

    SqlRow(Object[] values) {
        this.values = values;
    }

    public boolean isNull(int column) {
        return values[column] == null;
    }

    public UUID uuid(int column) {
        return (UUID) values[column];
    }

    public String text(int column) {
        return values[column] == null ? null : values[column].toString();
    }

    /** smallint, integer, bigint or numeric; null is an error here: ask {@link #isNull} first. */
    public long number(int column) {
        return ((Number) values[column]).longValue();
    }

    public int integer(int column) {
        return Math.toIntExact(number(column));
    }

    public boolean flag(int column) {
        return (Boolean) values[column];
    }

    public Instant time(int column) {
        return values[column] == null ? null : ((OffsetDateTime) values[column]).toInstant();
    }

    public byte[] bytes(int column) {
        return values[column] == null ? null : ((Buffer) values[column]).getBytes();
    }
}
