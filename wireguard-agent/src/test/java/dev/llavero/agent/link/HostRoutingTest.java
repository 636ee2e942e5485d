package dev.llavero.agent.link;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRoutingTest {
    @TempDir
    Path folder;

    @Test
    void aMachineMayHaveNoIpv6() throws IOException {
        var switchedOff = folder.resolve("disable_ipv6");
        assertFalse(HostRouting.hasIpv6(switchedOff), "the kernel knows nothing of it");
        assertTrue(HostRouting.hasIpv6(Files.writeString(switchedOff, "0\n")));
        assertFalse(HostRouting.hasIpv6(Files.writeString(switchedOff, "1\n")));
    }
}
