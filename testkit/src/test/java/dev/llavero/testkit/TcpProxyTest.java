package dev.llavero.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {

    /** Says every line back and remembers it; an unfinished last line is remembered too. */
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.startVirtualThread(this::acceptAll);
        proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void withoutAFaultEverythingGoesThrough() throws IOException {
        try (var client = new Client()) {
            assertEquals("hola", client.ask("hola"));
            assertEquals("adiós", client.ask("adiós"));
        }
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws Exception {
        try (var client = new Client()) {
            client.ask("hola");
            client.socket.shutdownOutput();
            assertNull(client.answer());
        }
    }

    @Test
    void latencyIsPaidInBothDirections() throws IOException {
        try (var client = new Client()) {
            client.ask("connected");
            proxy.latency(Duration.ofMillis(100));
            long start = System.nanoTime();

            client.ask("slow");

            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 200);
        }
    }

    @Test
    void aResetEndsLiveAndNewConnections() throws IOException {
        try (var live = new Client()) {
            live.ask("connected");

            proxy.reset();

            assertThrows(SocketException.class, live::answer);
            assertThrows(SocketException.class, () -> {
                try (var late = new Client()) {
                    late.ask("x");
                }
            });
        }
        proxy.heal();
        try (var client = new Client()) {
            assertEquals("again", client.ask("again"));
        }
    }

    @Test
    void aBlackholeHoldsBackUntilItIsHealed() throws Exception {
        try (var client = new Client()) {
            client.ask("connected");
            proxy.blackhole();
            client.say("held");
            client.socket.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, client::answer);
            client.socket.setSoTimeout(10_000);

            proxy.heal();

            assertEquals("held", client.answer());
        }
    }

    @Test
    void aRefusingServerIsNotConnectedTo() throws IOException {
        proxy.refuse();

        assertThrows(ConnectException.class, Client::new);

        proxy.heal();
        try (var client = new Client()) {
            assertEquals("again", client.ask("again"));
        }
    }

    /** The server answers the half: sometimes in time for the client to see it, before the proxy hid that. */
    @RepeatedTest(20)
    void aCutRequestArrivesExactlyUpToTheCut() throws Exception {
        try (var client = new Client()) {
            client.ask("whole");
            var cut = proxy.cutRequestAfter(4);

            assertThrows(SocketException.class, () -> client.ask("half a body"));

            cut.get(10, TimeUnit.SECONDS);
            assertEquals("whole", heard.take());
            assertEquals("half", heard.take());
        }
        try (var client = new Client()) {
            assertEquals("the cut is over", client.ask("the cut is over"));
        }
    }

    @Test
    void aCutAnswerIsOneThatTheServerGave() throws Exception {
        var cut = proxy.cutAnswer(2);
        try (var client = new Client()) {
            assertEquals("first", client.ask("first"));

            assertThrows(SocketException.class, () -> client.ask("second"));
        }
        cut.get(10, TimeUnit.SECONDS);
        assertEquals("first", heard.take());
        assertEquals("second", heard.take());
        try (var client = new Client()) {
            assertEquals("second", client.ask("second"));
        }
    }

    @Test
    void theAnswerToCertainWordsIsCut() throws Exception {
        var cut = proxy.cutAnswerTo("COMMIT");
        try (var client = new Client()) {
            assertEquals("first", client.ask("first"));
            assertThrows(SocketException.class, () -> client.ask("now COMMIT"));
        }
        cut.get(10, TimeUnit.SECONDS);
        assertEquals("first", heard.take());
        assertEquals("now COMMIT", heard.take());
        try (var client = new Client()) {
            assertEquals("COMMIT", client.ask("COMMIT"));
        }
    }

    private void acceptAll() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.startVirtualThread(() -> echo(socket));
            } catch (IOException e) {
                assertTrue(echo.isClosed(), e::toString);
            }
        }
    }

    private void echo(Socket socket) {
        try (socket;
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                socket.getOutputStream().write((line + "\n").getBytes());
            }
        } catch (IOException e) {
            heard.add("broken");
        }
    }

    private final class Client implements AutoCloseable {

        final Socket socket = new Socket("127.0.0.1", proxy.port());
        final BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream()));

        Client() throws IOException {}

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes());
        }

        String answer() throws IOException {
            return answers.readLine();
        }

        String ask(String line) throws IOException {
            say(line);
            return answer();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
