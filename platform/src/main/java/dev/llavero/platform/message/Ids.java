package dev.llavero.platform.message;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Where ids come from. */
public final class Ids {
    private static final UUID LLAVERO = UUID.fromString("5b9d3b2e-6a1c-4d27-9f0e-6c6c61766572");

    private Ids() {}

    /** A new id that sorts by time (UUIDv7). */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** A new id that tells nothing (UUIDv4). */
    public static UUID random() {
        return UUID.randomUUID();
    }

    /** The same id for the same names, always (UUIDv5): what makes asking twice the same as asking once. */
    public static UUID from(String... names) {
        return UuidCreator.getNameBasedSha1(LLAVERO, String.join("\u001f", names));
    }
}
