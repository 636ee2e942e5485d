package dev.llavero.vpn;

/** The key is not on the server. */
public record Gone() {}
