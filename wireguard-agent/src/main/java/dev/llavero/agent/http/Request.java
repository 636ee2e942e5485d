package dev.llavero.agent.http;

/**
 * A request behind the secret path.
 *
 * @param path without the secret: {@code /peers/7c2e…}
 * @param query undecoded; empty when there is none
 */
public record Request(String method, String path, String query, byte[] body) {}
