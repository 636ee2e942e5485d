package dev.llavero.testkit.outline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data path, judged by an independent client: Debian's {@code ss-local}, which must be installed. */
class ShadowsocksTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final byte[] page = new byte[1_000_000];
    private OutlineSimulator outline;
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(page);
        outline = OutlineSimulator.start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        web.start();
    }

    @AfterEach
    void stop() throws IOException {
        web.stop(0);
        outline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chacha20-ietf-poly1305", "aes-256-gcm", "aes-192-gcm", "aes-128-gcm"})
    void aKeyCarriesTraffic(String method) throws Exception {
        var key = live(outline.makeKey("ours", "", "a password", method));
        try (var user = SsLocal.open(outline.accessUrl(key))) {
            assertArrayEquals(page, user.get(pageUrl()));
            assertTrue(outline.exactBytes("ours") > page.length);
        }
    }

    @Test
    void manyUsersShareThePort() throws Exception {
        for (int i = 0; i < 300; i++) outline.makeKey("other-" + i, "", "password-" + i);
        var key = live(outline.makeKey("ours", "", "a password"));
        try (var user = SsLocal.open(outline.accessUrl(key))) {
            assertArrayEquals(page, user.get(pageUrl()));
        }
        assertEquals(1, outline.exactBytes().size());
    }

    @Test
    void bytesAreCountedExactly() throws Exception {
        var key = live(outline.makeKey("ours", "", "a password"));
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var user = SsLocal.open(outline.accessUrl(key));
                var socket = new Socket(new Proxy(Proxy.Type.SOCKS, user.socks()))) {
            var received = CompletableFuture.supplyAsync(() -> swallowAndAnswer(target, 123_456, 5_000));
            socket.connect(InetSocketAddress.createUnresolved("127.0.0.1", target.getLocalPort()));
            socket.getOutputStream().write(new byte[123_456]);

            assertEquals(5_000, socket.getInputStream().readNBytes(5_000).length);
            assertEquals(123_456, received.get());
        }
        var onTheWayBack = outline.exactBytes("ours") - 123_456;
        var salt = 32;
        var overheadOfAChunk = 2 + 16 + 16;
        assertEquals(0, (onTheWayBack - salt - 5_000) % overheadOfAChunk, "back: " + onTheWayBack);
        assertTrue(onTheWayBack > 5_000 + salt);
    }

    private static int swallowAndAnswer(ServerSocket target, int expected, int answer) {
        try (var socket = target.accept()) {
            var received = socket.getInputStream().readNBytes(expected).length;
            socket.getOutputStream().write(new byte[answer]);
            return received;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void aDeletedKeyOpensNoNewConnection() throws Exception {
        var key = live(outline.makeKey("ours", "", "a password"));
        try (var user = SsLocal.open(outline.accessUrl(key))) {
            user.get(pageUrl());
            outline.forget("ours");

            assertThrows(IOException.class, () -> user.get(pageUrl()));
            assertEquals(1, outline.refusedConnections());
        }
    }

    @Test
    void aNewKeyIsNotYetLive() throws Exception {
        outline.liveAfter(Duration.ofHours(1));
        var key = outline.makeKey("ours", "", "a password");
        try (var user = SsLocal.open(outline.accessUrl(key))) {
            assertThrows(IOException.class, () -> user.get(pageUrl()));
        }
    }

    @Test
    void onlyThisMachineAndRoutedHostsAreReached() throws Exception {
        var key = live(outline.makeKey("ours", "", "a password"));
        outline.route("news.example", web.getAddress());
        try (var user = SsLocal.open(outline.accessUrl(key))) {
            assertArrayEquals(page, user.get("http://news.example/"));
            assertThrows(IOException.class, () -> user.get("http://other.example/"));
            assertThrows(IOException.class, () -> user.get("http://192.0.2.1/"));
        }
    }

    @Test
    void aRepeatedSaltIsRefused() throws Exception {
        var key = live(outline.makeKey("ours", "", "a password"));
        var recorded = recordedConnection(key);

        assertTrue(isServed(recorded));
        assertEquals(0, outline.refusedConnections());

        assertEquals(false, isServed(recorded));
        assertEquals(1, outline.refusedConnections());
    }

    private byte[] recordedConnection(AccessKey key) throws Exception {
        var method = SsMethod.named(key.method()).orElseThrow();
        var salt = new byte[method.keyBytes];
        new Random(2).nextBytes(salt);
        var recorded = new ByteArrayOutputStream();
        recorded.write(salt);
        var port = web.getAddress().getPort();
        var request = new ByteArrayOutputStream();
        request.write(new byte[] {1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});
        request.write("GET / HTTP/1.0\r\n\r\n".getBytes());
        new SsChunks(method, method.subkey(method.masterKey(key.password()), salt))
                .write(recorded, request.toByteArray(), request.size());
        return recorded.toByteArray();
    }

    private boolean isServed(byte[] recorded) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), outline.ssPort())) {
            socket.getOutputStream().write(recorded);
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketException reset) {
            return false;
        }
    }

    private AccessKey live(AccessKey key) {
        outline.await("the key is live", SOON, () -> outline.isLive(key.id()));
        return key;
    }

    private String pageUrl() {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/";
    }
}
