package dev.llavero.vpn;

import java.util.UUID;

public record KeyId(UUID value) {}
