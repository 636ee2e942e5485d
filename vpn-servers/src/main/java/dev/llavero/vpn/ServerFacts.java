package dev.llavero.vpn;

import java.util.List;

/** What a server says about itself. The host name is what it believes; ours is what users get. */
public sealed interface ServerFacts {

    String version();

    String hostname();

    record OutlineFacts(String version, String name, String hostname, int portForNewKeys) implements ServerFacts {}

    /**
     * @param publicKey of the server, as its users' files name it
     * @param networks the server's address in each range that addresses may come from: {@code 10.64.0.1/10}
     */
    record WireGuardFacts(
            String version,
            String hostname,
            int port,
            String publicKey,
            List<String> networks,
            int mtu,
            List<String> dns,
            int peers,
            int peersOnline)
            implements ServerFacts {}
}
