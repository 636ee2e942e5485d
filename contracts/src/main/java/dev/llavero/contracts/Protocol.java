package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Protocol {
    @JsonProperty("outline")
    OUTLINE,
    @JsonProperty("wireguard")
    WIREGUARD
}
