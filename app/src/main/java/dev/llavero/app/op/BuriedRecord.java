package dev.llavero.app.op;

import dev.llavero.contracts.DeadLetter;
import java.time.Instant;
import java.util.UUID;

/**
 * A dead letter as it lies on its topic.
 *
 * @param id the letter's own, by which it is asked for
 * @param buriedAt when the consumer gave up on the record
 */
record BuriedRecord(UUID id, Instant buriedAt, DeadLetter letter) {
    private static final String NO_TYPE = "";

    /** Of the record in it, such as {@code dev.llavero.keys.CreateKey.v1}; empty when it has none. */
    String type() {
        return letter.headers().getOrDefault("ce_type", NO_TYPE);
    }

    /** {@code CreateKey} matches {@code dev.llavero.keys.CreateKey.v1}, and so does the whole name. */
    boolean isOfType(String wanted) {
        return type().equals(wanted)
                || type().replaceAll("^.*\\.([A-Za-z]+)\\.v[0-9]+$", "$1").equals(wanted);
    }

    /** Without a value it would only be buried again. */
    boolean isWhole() {
        return letter.value() != null;
    }

    String place() {
        return letter.topic() + "-" + letter.partition() + "@" + letter.offset();
    }
}
