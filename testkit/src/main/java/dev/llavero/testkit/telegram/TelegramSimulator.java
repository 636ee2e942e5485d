package dev.llavero.testkit.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Telegram on one port of this machine: the Bot API for the bot, {@code /_sim/} for tests, and at {@code /} a chat in the
 * browser. Play people through {@link #telegram()}.
 */
public final class TelegramSimulator implements AutoCloseable {
    public static final String DEFAULT_TOKEN = "100000001:simulated-telegram";
    private static final int BACKLOG = 1024;

    static {
        // Without it small answers wait 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String token;
    private final World world;
    private final Snapshots snapshots;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BotApi botApi;
    private final ControlRoutes control;
    private final EventStream events;
    private final WebChat webChat = new WebChat();

    private TelegramSimulator(int port, Path stateDirectory, String token, Clock clock) {
        this.token = token;
        long botId = Long.parseLong(token.substring(0, token.indexOf(':')));
        world = new World(botId, "llavero_bot", stateDirectory, clock);
        snapshots = stateDirectory == null ? null : new Snapshots(world, stateDirectory);
        botApi = new BotApi(world, token);
        control = ControlRoutes.over(world);
        events = new EventStream(world);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        botApi.start();
    }

    /**
     * @param port 0 takes a free one
     * @param stateDirectory where everything is kept over a restart, or null to keep it in memory
     */
    public static TelegramSimulator start(int port, Path stateDirectory) {
        return start(port, stateDirectory, DEFAULT_TOKEN, Clock.systemUTC());
    }

    /** @param token {@code <number>:<anything>}; the number becomes the id of the bot */
    public static TelegramSimulator start(int port, Path stateDirectory, String token, Clock clock) {
        if (!token.matches("\\d{1,15}:[^/]+")) throw new IllegalArgumentException("a token is <number>:<secret>");
        return new TelegramSimulator(port, stateDirectory, token, clock);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String token() {
        return token;
    }

    /** The people's side of it. */
    public Telegram telegram() {
        return Telegram.at(url());
    }

    private void handle(HttpExchange exchange) throws IOException {
        Http http = new Http(exchange);
        String path = http.path();
        try {
            if (path.startsWith(BotApi.PREFIX)) botApi.handle(http);
            else if (path.startsWith(BotApi.FILES)) botApi.download(http);
            else if (path.equals(EventStream.PATH)) events.handle(http);
            else if (path.startsWith(ControlRoutes.PREFIX)) control.handle(http);
            else webChat.handle(http);
        } catch (RuntimeException e) {
            // The JDK's server swallows this without a word; a fault of the simulator must not look like one of the
            // bot.
            System.err.println("Telegram simulator: " + http.verb() + " " + path.replace(token, "<token>") + " failed");
            e.printStackTrace();
            http.cut();
        }
    }

    @Override
    public void close() {
        world.changes.close();
        server.stop(0);
        threads.shutdownNow();
        if (snapshots != null) snapshots.close();
    }

    /** {@code --port N --state DIR --token T}, all optional; runs until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        int port = 0;
        Path state = null;
        String token = DEFAULT_TOKEN;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) throw new IllegalArgumentException(arguments[i] + " needs a value");
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--state" -> state = Path.of(value);
                case "--token" -> token = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        TelegramSimulator simulator = start(port, state, token, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.println("READY " + simulator.url());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
