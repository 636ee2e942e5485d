package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What operators (and, for {@code down}, the health judge) say of a server. */
public enum ServerMode {
    /** Takes new keys. */
    @JsonProperty("active")
    ACTIVE,
    /** No new keys; existing ones go on. */
    @JsonProperty("hidden")
    HIDDEN,
    /** Its keys are being moved away. */
    @JsonProperty("draining")
    DRAINING,
    /** Judged dead. */
    @JsonProperty("down")
    DOWN,
    /** Taken out; nothing is served from here. */
    @JsonProperty("removed")
    REMOVED
}
