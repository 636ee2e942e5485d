package dev.llavero.vpn;

/** What a server says about itself. The host name is what it believes; ours is what users get. */
public record ServerFacts(String version, String name, String hostname, int portForNewKeys) {}
