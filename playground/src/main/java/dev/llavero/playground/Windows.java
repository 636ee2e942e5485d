package dev.llavero.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The pages of the playground, on one port of this machine: the overview, and the events as they come. */
final class Windows implements AutoCloseable {
    /** Asked for with every request that changes something: a page of another site cannot add it. */
    static final String OURS = "X-Llavero";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long KEEP_ALIVE_SECONDS = 15;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Supervisor supervisor;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Windows(int port, Supervisor supervisor) throws IOException {
        this.supervisor = supervisor;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Windows open(int port, Supervisor supervisor) {
        try {
            return new Windows(port, supervisor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> answer(exchange, 200, "text/html; charset=utf-8", page("overview.html"));
                case "GET /events" -> answer(exchange, 200, "text/html; charset=utf-8", page("events.html"));
                case "GET /chaos" -> answer(exchange, 200, "text/html; charset=utf-8", page("chaos.html"));
                case "GET /chaos/state" -> chaos(exchange);
                case "GET /playground.css" -> answer(exchange, 200, "text/css", page("playground.css"));
                case "GET /events/stream" -> stream(exchange);
                case "GET /status" -> status(exchange);
                case "GET /links" ->
                    answer(exchange, 200, "application/json", JSON.writeValueAsBytes(supervisor.links()));
                case "POST /restart" -> restart(exchange);
                default -> answer(exchange, 404, TEXT, "Not found\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void status(HttpExchange exchange) throws IOException {
        Status now = supervisor.status();
        answer(exchange, now.isWell() ? 200 : 503, TEXT, now.text().getBytes(StandardCharsets.UTF_8));
    }

    private void chaos(HttpExchange exchange) throws IOException {
        var chaos = supervisor.chaos();
        if (chaos.isPresent()) {
            answer(
                    exchange,
                    200,
                    "application/json",
                    JSON.writeValueAsBytes(chaos.get().state()));
        } else {
            answer(
                    exchange,
                    404,
                    TEXT,
                    "Nothing is broken on purpose: see ./llavero chaos\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void restart(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestHeaders().containsKey(OURS)) {
            answer(exchange, 403, TEXT, "Use ./llavero restart\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            supervisor.restart();
            answer(
                    exchange,
                    200,
                    TEXT,
                    "The application has been restarted and is ready.\n".getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException failure) {
            answer(exchange, 503, TEXT, (failure.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Server-sent events, until the reader goes. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        EventFeed feed = supervisor.events();
        BlockingQueue<Seen> queue = feed.listen();
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                Seen seen = queue.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                String line = seen == null ? ": still here\n\n" : "data: " + JSON.writeValueAsString(seen) + "\n\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave(queue);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] page(String name) throws IOException {
        try (InputStream in = Windows.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
