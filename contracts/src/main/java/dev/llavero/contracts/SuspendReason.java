package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;

/** Why a key is suspended. It keeps its credential and resumes with it. */
public enum SuspendReason {
    /** The user paused it. Only this one may the user end. */
    PAUSED,
    /** An operator stopped it. */
    OPERATOR,
    /** The entitlement's data is used up. */
    QUOTA_REACHED,
    /** The entitlement's validity has ended. */
    ENTITLEMENT_ENDED,
    /** One that only a later version knows, as this version reads it. Never given. */
    @JsonEnumDefaultValue
    OTHER;

    /** Of a row, which a later version may have written. */
    public static SuspendReason named(String name) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(OTHER);
    }
}
