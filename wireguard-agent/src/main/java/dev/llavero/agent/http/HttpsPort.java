package dev.llavero.agent.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.llavero.agent.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The HTTPS port. Who does not know the secret path learns nothing but that something is here. */
public final class HttpsPort implements AutoCloseable {

    static {
        // Read when the server's first class loads. Without the first it waits 40 ms for an acknowledgement within each
        // answer;
        // without the others a client that sends or reads a byte a minute keeps its thread for ever.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "15");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
    }

    private static final int MOST_BODY_BYTES = 4_096;
    private static final Pattern SECRET = Pattern.compile("/([A-Za-z0-9_-]{1,64})(/.*)");

    private final byte[] secret;
    private final Api api;
    private final HttpsServer server;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

    /** @param secret the first segment of every path */
    public HttpsPort(InetSocketAddress address, Certificate certificate, String secret, Api api) throws IOException {
        this.secret = secret.getBytes(StandardCharsets.US_ASCII);
        this.api = api;
        server = HttpsServer.create(address, 256);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
        server.setExecutor(exchanges);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
            var answer = body.length > MOST_BODY_BYTES ? tooLarge() : answer(exchange, body);
            if (answer.isPresent()) send(exchange, answer.get());
        }
    }

    private static Optional<Answer> tooLarge() {
        return Optional.of(Answer.problem(413, "TooLarge", "at most " + MOST_BODY_BYTES + " bytes"));
    }

    private Optional<Answer> answer(HttpExchange exchange, byte[] body) {
        var path = SECRET.matcher(exchange.getRequestURI().getRawPath());
        if (!path.matches() || !isSecret(path.group(1)))
            return Optional.of(Answer.problem(404, "ResourceNotFound", "there is nothing here"));
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        try {
            return api.answer(new Request(exchange.getRequestMethod(), path.group(2), query, body));
        } catch (RuntimeException bug) {
            Log.line("a request failed: " + bug.getClass().getSimpleName() + " at " + bug.getStackTrace()[0]);
            return Optional.of(Answer.problem(500, "InternalError", "see the agent's log"));
        }
    }

    private boolean isSecret(String segment) {
        return MessageDigest.isEqual(segment.getBytes(StandardCharsets.US_ASCII), secret);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body().isEmpty()) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        var body = Json.write(answer.body().get());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Refuses connections from now on and cuts the open ones. */
    @Override
    public void close() {
        server.stop(0);
        exchanges.shutdownNow();
    }
}
