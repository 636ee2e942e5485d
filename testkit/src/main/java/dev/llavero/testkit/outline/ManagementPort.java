package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.llavero.testkit.outline.Management.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The HTTPS port of the management API, with everything that may go wrong there. */
final class ManagementPort implements AutoCloseable {

    static {
        // Else the JDK's server waits 40 ms for an acknowledgement within each answer. Read when its first class loads.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PAGE =
            "<!doctype html><title>Welcome</title><p>It works!".getBytes(StandardCharsets.UTF_8);

    private final Management management;
    private final OutlineNode node;
    private final Changes changes;
    private final List<RecordedCall> calls = new ArrayList<>();
    private final int port;

    final Faults faults = new Faults();

    private final AtomicLong cutAnswers = new AtomicLong();

    private HttpsServer server;
    private SelfSigned shown;
    private ExecutorService exchanges;
    private volatile Duration latency = Duration.ZERO;

    ManagementPort(OutlineNode node, int port, SelfSigned certificate, Changes changes) throws IOException {
        this.node = node;
        this.changes = changes;
        management = new Management(node);
        this.port = open(port, certificate);
    }

    int port() {
        return port;
    }

    void latency(Duration perCall) {
        latency = perCall;
    }

    List<RecordedCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Endless answers that the client did not listen to any longer. */
    long cutAnswers() {
        return cutAnswers.get();
    }

    /** Serves on the same port with this certificate; open connections are cut only when it was another. */
    synchronized void serve(SelfSigned certificate) throws IOException {
        if (server != null && shown == certificate) return;
        shut();
        open(port, certificate);
    }

    private int open(int onPort, SelfSigned certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 256);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
        exchanges = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(exchanges);
        server.createContext("/", this::handle);
        server.start();
        shown = certificate;
        return server.getAddress().getPort();
    }

    /** Refuses connections from now on and cuts the open ones. */
    synchronized void shut() {
        if (server == null) return;
        server.stop(0);
        exchanges.shutdownNow();
        server = null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var route = Route.of(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), node.prefix);
            var body = exchange.getRequestBody().readAllBytes();
            if (!latency.isZero()) Thread.sleep(latency);
            var fault = faults.next(route.call());
            var answer = fault.isPresent() && !fault.get().applies ? null : management.answer(route, body);
            record(new RecordedCall(
                    Instant.now(),
                    route.call(),
                    route.keyId(),
                    answer == null ? 0 : answer.status(),
                    fault.orElse(null)));
            if (fault.isPresent()) spoil(exchange, fault.get(), Optional.ofNullable(answer));
            else send(exchange, answer);
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(RecordedCall call) {
        synchronized (calls) {
            calls.add(call);
        }
        changes.happened();
    }

    private void spoil(HttpExchange exchange, CallFault fault, Optional<Answer> answer)
            throws IOException, InterruptedException {
        switch (fault) {
            case ANSWER_LOST -> {
                // closing the exchange without an answer closes the connection
            }
            case HALF_BODY -> half(exchange, answer.orElseThrow());
            case ERROR, ERROR_AFTER_APPLYING ->
                send(exchange, Management.failure(500, "InternalServer", "something went wrong"));
            case RATE_LIMITED -> send(exchange, Management.failure(429, "TooManyRequests", "slow down"));
            case HANG -> faults.healing().await();
            case HTML -> send(exchange, 200, "text/html", PAGE);
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "https://127.0.0.1:" + port + "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case ENDLESS_BODY -> endless(exchange, new byte[] {' '}, Duration.ofMillis(10));
            case FLOOD -> endless(exchange, spaces(), Duration.ZERO);
        }
    }

    private static byte[] spaces() {
        var spaces = new byte[64 * 1024];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private void endless(HttpExchange exchange, byte[] part, Duration pause) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var healing = faults.healing();
        try {
            while (!healing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(part);
                exchange.getResponseBody().flush();
            }
        } catch (IOException clientLeft) {
            cutAnswers.incrementAndGet();
            changes.happened();
        }
    }

    private static void half(HttpExchange exchange, Answer answer) throws IOException {
        var whole = answer.body() == null ? new byte[0] : JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status() == 204 ? 200 : answer.status(), Math.max(2, whole.length));
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body() == null) exchange.sendResponseHeaders(answer.status(), -1);
        else send(exchange, answer.status(), "application/json", JSON.writeValueAsBytes(answer.body()));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        faults.heal();
        shut();
    }
}
