package dev.llavero.vpn;

/**
 * Where a key listens. The host is not among it: users get the host name from our own facts of the server.
 *
 * @param method the cipher, where there is a choice of them
 */
public record Endpoint(int port, String method) {}
