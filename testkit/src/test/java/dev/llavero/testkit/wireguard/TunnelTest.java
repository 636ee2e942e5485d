package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packets through a real tunnel: a client, the server with the agent, and a web server behind it that knows no way back to the
 * peers' addresses. Three namespaces; nothing leaves them.
 */
class TunnelTest {

    private static final int DOWNLOAD_BYTES = 3_000_000;
    private static final String WEB = "198.51.100.2";
    private static final String INSIDE = "10.99.0.2";
    private static final List<String> SERVERS_OWN = List.of("10.64.0.1", "10.99.0.1", "[fd6c:6c61:7665::1]");
    private static final String WEB_IPV6 = "2001:db8:1::2";

    @TempDir
    Path folder;

    private final String run = Long.toString(ProcessHandle.current().pid() % 46_656, 36);
    private final String serverLink = "lvs" + run;
    private final String clientLink = "lvc" + run;
    private final PrivateKey identity = PrivateKey.fresh();
    private final String presharedKey = PrivateKey.fresh().base64();
    private final List<String> addresses = List.of("10.64.0.2/32", "fd6c:6c61:7665::2/128");

    private Namespace client;
    private Namespace server;
    private Namespace web;
    private AgentProcess agent;
    private Process webServer;
    private String forwardingBefore;

    @BeforeEach
    void connect() throws IOException {
        RealTunnels.require("ip", "nft", "wg", "wg-quick", "wireguard-go", "ping", "curl");
        client = Namespace.made("lvc" + run);
        server = Namespace.made("lvs" + run);
        web = Namespace.made("lvw" + run);
        Namespace.connect(client, List.of("192.0.2.2/24"), server, List.of("192.0.2.1/24"));
        Namespace.connect(
                server,
                List.of("198.51.100.1/24", "10.99.0.1/24", "2001:db8:1::1/64"),
                web,
                List.of(WEB + "/24", INSIDE + "/24", WEB_IPV6 + "/64"));
        serveAFile();
        forwardingBefore = forwarding();
        agent = new AgentProcess(
                server,
                folder.resolve("state"),
                List.of("--host=192.0.2.1", "--api-address=::", "--backend=wireguard-go", "--interface=" + serverLink));
        agent.start();
    }

    private void serveAFile() throws IOException {
        var site = Files.createDirectory(folder.resolve("site"));
        var content = new byte[DOWNLOAD_BYTES];
        new Random(1).nextBytes(content);
        Files.write(site.resolve("file"), content);
        webServer = new ProcessBuilder(web.inside(
                        System.getProperty("java.home") + "/bin/jwebserver",
                        "-b",
                        WEB,
                        "-p",
                        "8000",
                        "-d",
                        site.toString()))
                .redirectErrorStream(true)
                .start();
        var said = webServer.inputReader();
        for (var line = said.readLine(); !line.contains("URL "); ) line = said.readLine();
    }

    @AfterEach
    void disconnect() {
        if (agent != null) agent.close();
        if (webServer != null) webServer.destroyForcibly();
        for (var namespace : new Namespace[] {client, server, web}) if (namespace != null) namespace.close();
    }

    @Test
    void aKeyCarriesTrafficAndGoesOnCarryingIt() throws Exception {
        agent.put("ana", identity.publicKey().base64(), presharedKey, addresses, 1);
        bringUpTheClient(agent.get("/server"));

        assertTrue(pings(WEB, 10), "no answer through the tunnel");
        assertTrue(pings(WEB_IPV6, 10), "no IPv6 answer through the tunnel");
        assertTrue(downloads(), "no download through the tunnel");
        assertFalse(pings(INSIDE, 1), "the server's private networks are out of reach");
        theServersOwnServicesAreOutOfReach();
        var counted = theOnlyTransfer();
        countersMatchTheDownload(counted);
        assertEquals(1, agent.get("/server").at("/load/peersOnline").asInt());

        agent.stop();
        assertTrue(pings(WEB, 3), "an agent that is away stops no traffic");
        agent.start();
        assertEquals(counted.get("counterEpoch"), theOnlyTransfer().get("counterEpoch"));
        assertTrue(pings(WEB, 3), "an agent that comes back disturbs no traffic");

        agent.delete("ana", 2);
        assertFalse(pings(WEB, 3), "a removed key carries nothing");
        var last = theOnlyTransfer();
        assertFalse(last.get("removedAt").isNull());
        assertTrue(last.get("sentBytes").asLong() >= counted.get("sentBytes").asLong());

        agent.put("ana", identity.publicKey().base64(), presharedKey, addresses, 3);
        assertTrue(pings(WEB, 40), "the key works again and the user did nothing");

        server.run("ip", "link", "delete", "dev", serverLink);
        agent.awaitLine("the interface has its 1 peers");
        assertTrue(pings(WEB, 40), "the interface was made anew and the user did nothing");
        assertNotEquals(last.get("counterEpoch"), agent.get("/peers/ana").get("counterEpoch"));
        assertTrue(agent.residentBytes() < 96_000_000, "the agent has " + agent.residentBytes() + " bytes");

        agent.stop();
        agent.uninstall();
        agent.uninstall();
        assertEquals("", server.run("nft", "list", "tables"));
        assertNotEquals(0, server.tried("ip", "link", "show", "dev", serverLink).status());
        assertEquals(forwardingBefore, forwarding());
    }

    /** By hand what wg-quick does, but for DNS, which would be the machine's; wg-quick reads the file. */
    private void bringUpTheClient(JsonNode facts) throws IOException {
        var file = Files.createFile(
                folder.resolve(clientLink + ".conf"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, new ClientFile(identity, presharedKey, addresses).text(facts));
        var stripped =
                Files.writeString(folder.resolve("stripped"), Tools.run("wg-quick", "strip", file.toString()) + "\n");
        client.launch("wireguard-go", clientLink);
        client.run("wg", "setconf", clientLink, stripped.toString());
        client.run(
                "ip", "link", "set", "dev", clientLink, "mtu", facts.get("mtu").asText());
        client.up(clientLink, addresses);
        client.run("ip", "route", "add", "default", "dev", clientLink);
        client.run("ip", "-6", "route", "add", "default", "dev", clientLink);
    }

    private String forwarding() {
        return server.run("cat", "/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv6/conf/all/forwarding");
    }

    /** Whether one ping is answered within so many seconds. */
    private boolean pings(String target, int seconds) {
        return client.tried("ping", "-n", "-i", "0.2", "-c", "1", "-w", Integer.toString(seconds), target)
                        .status()
                == 0;
    }

    /** Of the agent's own API, which listens on every address. */
    private void theServersOwnServicesAreOutOfReach() throws IOException {
        assertTrue(pings("10.64.0.1", 3), "the server answers a ping");
        for (var address : SERVERS_OWN) {
            assertTrue(serves(server, address), address + " serves nobody");
            assertFalse(serves(client, address), address + " serves a peer");
        }
    }

    private boolean serves(Namespace whom, String address) throws IOException {
        var url = "https://" + address + ":" + agent.apiPort() + "/";
        return whom.tried("curl", "--silent", "--insecure", "--connect-timeout", "0.4", "--max-time", "10", url)
                        .status()
                == 0;
    }

    private boolean downloads() throws IOException {
        var to = folder.resolve("downloaded");
        client.run(
                "curl", "--silent", "--fail", "--max-time", "30", "-o", to.toString(), "http://" + WEB + ":8000/file");
        return Files.mismatch(to, folder.resolve("site/file")) == -1;
    }

    private JsonNode theOnlyTransfer() throws IOException {
        var transfers = agent.get("/metrics/transfer").get("transfers");
        assertEquals(1, transfers.size(), transfers.toString());
        return transfers.get(0);
    }

    /**
     * What the agent counts is what went into the tunnel and WireGuard's overhead: 32 bytes a packet, padding, and the headers of
     * segments that the device took as one. Repeated segments are in both.
     */
    private void countersMatchTheDownload(JsonNode counted) {
        var sent = counted.get("sentBytes").asLong();
        var received = counted.get("receivedBytes").asLong();
        var inside = throughTheDevice("tx_bytes");
        assertTrue(inside > DOWNLOAD_BYTES, "into the tunnel " + inside);
        assertTrue(sent > inside && sent < inside * 1.1, "counted %d, into the tunnel %d".formatted(sent, inside));
        assertTrue(received > throughTheDevice("rx_bytes") && received < DOWNLOAD_BYTES * 0.2, "received " + received);
        var arrived =
                Long.parseLong(Tools.run("wg", "show", clientLink, "transfer").split("\t")[1]);
        assertTrue(arrived > DOWNLOAD_BYTES && arrived <= sent, "counted %d, arrived %d".formatted(sent, arrived));
    }

    private long throughTheDevice(String what) {
        return Long.parseLong(server.run("cat", "/sys/class/net/" + serverLink + "/statistics/" + what));
    }
}
