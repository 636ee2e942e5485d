package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes to a machine where an interface has its name already. */
@Tag("all")
class NameTakenTest {

    private static final Path SOCKETS = Path.of("/var/run/wireguard");

    @TempDir
    Path folder;

    private final String name = "lvn" + Long.toString(ProcessHandle.current().pid() % 46_656, 36);
    private Namespace place;
    private AgentProcess agent;

    @BeforeEach
    void prepare() {
        RealTunnels.require("ip", "nft", "wg", "wireguard-go", "curl");
        place = Namespace.made(name);
        agent = agent("auto");
    }

    private AgentProcess agent(String backend) {
        return new AgentProcess(
                place,
                folder.resolve("state"),
                List.of(
                        "--host=127.0.0.1",
                        "--api-address=127.0.0.1",
                        "--backend=" + backend,
                        "--private-key-file=" + folder.resolve("key"),
                        "--interface=" + name));
    }

    @AfterEach
    void end() {
        if (agent != null) agent.close();
        if (place != null) place.close();
    }

    @Test
    void anInterfaceThatOthersUseIsLeftAlone() throws Exception {
        var theirs = PrivateKey.fresh();
        place.launch("wireguard-go", name);
        place.run("wg", "set", name, "private-key", file("theirs", theirs).toString(), "listen-port", "51999");
        file("key", PrivateKey.fresh());

        agent.begin();
        agent.awaitLine("cannot run: " + name + " is somebody else's");
        assertNotEquals(0, agent.exitStatus());
        agent.uninstall();

        assertEquals(theirs.publicKey().base64(), shown("public-key"));
        assertEquals("51999", shown("listen-port"));
        assertFalse(Files.exists(folder.resolve("state/access.txt")));
    }

    @Test
    void ourOwnIsTakenAgainWithoutAMarkAndWithAnotherIdentity() throws Exception {
        file("key", PrivateKey.fresh());
        agent.start();
        agent.stop();
        // As the version before left it.
        Files.delete(folder.resolve("state/interface"));
        agent.start();
        agent.stop();
        var next = PrivateKey.fresh();
        file("key", next);
        agent.start();

        assertEquals(next.publicKey().base64(), shown("public-key"));
    }

    @Test
    void aTunDeviceThatNobodySteersIsNamedAndLeftAlone() throws Exception {
        file("key", PrivateKey.fresh());
        place.run("ip", "tuntap", "add", "dev", name, "mode", "tun");

        agent.begin();
        agent.awaitLine(name + " is there, but it is not the kernel's WireGuard");
        place.run("ip", "link", "show", "dev", name);

        place.run("ip", "link", "delete", "dev", name);
        agent.awaitLine("the interface has its 0 peers");
    }

    /** As when the daemon sees another {@code /run}: were the socket deleted, it would end by itself. */
    @Test
    void ourOwnWithoutASocketIsMadeAnew() throws Exception {
        file("key", PrivateKey.fresh());
        agent = agent("wireguard-go");
        agent.start();
        var before = number();

        var elsewhere = Files.move(SOCKETS.resolve(name + ".sock"), SOCKETS.resolve(name + ".elsewhere"));
        agent.awaitLine("the interface has its 0 peers");
        Files.delete(elsewhere);

        assertNotEquals(before, number());
    }

    private String number() {
        return place.run("cat", "/sys/class/net/" + name + "/ifindex");
    }

    private String shown(String what) {
        return place.run("wg", "show", name, what);
    }

    private Path file(String called, PrivateKey key) throws IOException {
        return Files.writeString(folder.resolve(called), key.base64() + "\n");
    }
}
