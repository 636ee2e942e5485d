package dev.llavero.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetDeviceTest {

    @TempDir
    Path folder;

    private NetDevice device;

    @BeforeEach
    void describe() {
        device = new NetDevice(folder);
    }

    @Test
    void theKernelsWireGuardSaysSo() throws IOException {
        tells("7", "DEVTYPE=wireguard\nINTERFACE=wg0\nIFINDEX=7\n");

        assertEquals(Optional.of("7"), device.number());
        assertTrue(device.isKernelWireGuard());
    }

    @Test
    void aTunDeviceIsThereAndIsNone() throws IOException {
        tells("7", "INTERFACE=wg0\nIFINDEX=7\n");

        assertTrue(device.isThere());
        assertFalse(device.isKernelWireGuard());
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertFalse(device.isThere());
        assertFalse(device.isKernelWireGuard());
        assertEquals(Optional.empty(), device.unique());
    }

    private void tells(String number, String uevent) throws IOException {
        Files.writeString(folder.resolve("ifindex"), number + "\n");
        Files.writeString(folder.resolve("uevent"), uevent);
    }
}
