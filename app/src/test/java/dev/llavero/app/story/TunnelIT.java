package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llavero.agent.Settings;
import dev.llavero.agent.WireGuardAgent;
import dev.llavero.testkit.Ports;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.TelegramMessage;
import dev.llavero.testkit.wireguard.Tools;
import dev.llavero.testkit.wireguard.TunnelLab;
import dev.llavero.vpn.Counter;
import dev.llavero.vpn.Outcome;
import dev.llavero.vpn.VpnServers;
import dev.llavero.vpn.WireGuardAccess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key from the chat carries real packets: its file, as it is, on a device in a network of its own. */
class TunnelIT {
    private static final String SERVER = "nl-t";
    private static final int DOWNLOAD_BYTES = 2_000_000;

    @TempDir
    static Path folder;

    private static LlaveroSystem system;
    private static TunnelLab lab;
    private static WireGuardAgent agent;
    private static Process web;
    private static Settings settings;
    private static final byte[] CONTENT = new byte[DOWNLOAD_BYTES];

    @BeforeAll
    static void start() throws IOException {
        var missing = TunnelLab.missing();
        missing.ifPresent(why -> System.err.println("SKIPPED, no packet can be sent through a key: " + why));
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        system = LlaveroSystem.shared();
        system.running();
        lab = TunnelLab.make("lvt" + Long.toString(ProcessHandle.current().pid() % 46_656, 36));
        settings = Settings.of(
                Map.of(),
                List.of(
                        "--host=127.0.0.1",
                        "--api-address=127.0.0.1",
                        "--api-port=" + Ports.free(),
                        "--backend=socket",
                        "--interface=" + lab.interfaceName(),
                        "--state=" + folder.resolve("agent")));
        agent = WireGuardAgent.start(settings);
        system.addWireGuard(SERVER, TunnelLab.HOST, agent.apiUrl(), agent.certSha256(), BotUser.PATIENCE);
        serveAFile();
    }

    private static void serveAFile() throws IOException {
        new Random(1).nextBytes(CONTENT);
        var site = Files.createDirectory(folder.resolve("site"));
        Files.write(site.resolve("file"), CONTENT);
        var server = System.getProperty("java.home") + "/bin/jwebserver";
        web = new ProcessBuilder(
                        lab.server().inside(server, "-b", TunnelLab.BEHIND, "-p", "8000", "-d", site.toString()))
                .redirectErrorStream(true)
                .start();
        var said = web.inputReader();
        for (var line = said.readLine(); !line.contains("URL "); ) {
            line = said.readLine();
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (web != null) {
            web.destroyForcibly();
        }
        if (lab != null) {
            system.hideWireGuard(SERVER, BotUser.PATIENCE);
            system.awaitRest(BotUser.PATIENCE);
            agent.close();
            lab.close();
        }
    }

    @Test
    void theFileOfTheChatCarriesPacketsUntilTheKeyIsDeleted() throws Exception {
        var ana = new BotUser(system.telegram().newUser("Ana", "en"));
        ana.says("/newkey wireguard");
        ana.presses(BotUser.PICK_PLACE);
        ana.presses(BotUser.GET_FILE);
        ana.presses(BotUser.PICK_DEVICE);
        var file = kept(ana.sees(TelegramMessage::hasDocument));

        lab.bringUp(file);
        assertTrue(lab.pings(TunnelLab.BEHIND, 10), "no answer through the tunnel");
        assertTrue(lab.pings("fd6c:6c61:7665::1", 10), "no IPv6 answer through the tunnel");
        assertArrayEquals(CONTENT, downloaded());
        countersMatch(file);

        agent.close();
        lab.emptyInterface();
        assertFalse(lab.pings(TunnelLab.BEHIND, 2), "an empty interface knows nobody");
        agent = WireGuardAgent.start(settings);
        assertTrue(lab.pings(TunnelLab.BEHIND, 40), "the agent brings the key back, and the user did nothing");

        ana.says("/keys");
        ana.presses(BotUser.ASK_DELETE);
        ana.presses(BotUser.DELETE);
        ana.seesButton(BotUser.GET_KEY);
        assertFalse(lab.pings(TunnelLab.BEHIND, 3), "a deleted key carries nothing");
        assertEquals(List.of(), agent.held());
    }

    private static Path kept(TelegramMessage message) throws IOException {
        var file = Files.createFile(
                folder.resolve(message.documentName()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, message.document());
    }

    private static byte[] downloaded() throws IOException {
        var to = folder.resolve("downloaded");
        lab.device()
                .run(
                        "curl",
                        "--silent",
                        "--fail",
                        "--max-time",
                        "30",
                        "-o",
                        to.toString(),
                        "http://" + TunnelLab.BEHIND + ":8000/file");
        return Files.readAllBytes(to);
    }

    /**
     * What the agent counts is what went through the interface and WireGuard's overhead: 32 bytes a packet, padding, handshakes.
     * What arrived is a little less, for segments get lost and are sent again.
     */
    private static void countersMatch(Path file) {
        var counted = theOnlyCounter().bytes();
        var inside = throughTheInterface("tx_bytes") + throughTheInterface("rx_bytes");
        assertTrue(inside > DOWNLOAD_BYTES, "through the interface " + inside);
        assertTrue(
                counted > inside && counted < inside * 1.15,
                "counted %d, through the interface %d".formatted(counted, inside));
        var name = file.getFileName().toString().replace(".conf", "");
        var arrived = Long.parseLong(Tools.run("wg", "show", name, "transfer").split("\t")[1]);
        assertTrue(arrived > DOWNLOAD_BYTES && arrived < counted, "counted %d, arrived %d".formatted(counted, arrived));
    }

    private static long throughTheInterface(String what) {
        var statistics = "/sys/class/net/" + lab.interfaceName() + "/statistics/" + what;
        return Long.parseLong(lab.server().run("cat", statistics));
    }

    private static Counter theOnlyCounter() {
        var vertx = Vertx.vertx();
        try {
            var server = new VpnServers(vertx, Duration.ofSeconds(5))
                    .at(WireGuardAccess.of(agent.apiUrl(), agent.certSha256(), true));
            var answer = server.transfer().await().atMost(Duration.ofSeconds(10));
            return ((Outcome.Done<List<Counter>>) answer).value().getFirst();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
