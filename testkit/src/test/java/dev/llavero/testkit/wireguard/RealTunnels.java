package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What tests with a real interface need. */
final class RealTunnels {

    private RealTunnels() {}

    /** Skips the test, and says so, where a program or a right is missing. */
    static void require(String... programs) {
        Tools.missing(programs).ifPresent(reason -> {
            System.err.println("SKIPPED, a real WireGuard interface cannot be made: " + reason);
            assumeTrue(false, reason);
        });
    }
}
