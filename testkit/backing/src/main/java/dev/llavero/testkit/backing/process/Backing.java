package dev.llavero.testkit.backing.process;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs one server until standard input ends, which it does when the parent is gone (so nothing is orphaned), or with
 * {@code --stay} until a signal. Prints {@code READY <name> port=<port> pid=<pid of the server>} once it serves.
 *
 * <p>Exit codes: 0 stopped, 1 failed, 2 wrong arguments, 3 port busy, 4 folder busy.
 */
public final class Backing {

    private static final String USAGE =
            "usage: kafka <dir> <port> <controller port> [--stay] | postgres <dir> <port> [--stay]";

    private final CompletableFuture<Server> server = new CompletableFuture<>();
    private FileLock occupied;
    private volatile boolean closing;

    private Backing() {}

    public static void main(String... args) {
        var words = new ArrayList<>(List.of(args));
        boolean stay = words.remove("--stay");
        System.exit(new Backing().run(words, stay));
    }

    private int run(List<String> words, boolean stay) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close"));
        try {
            Server started = start(words);
            server.complete(started);
            System.out.printf("READY %s port=%s pid=%d%n", words.getFirst(), words.get(2), started.pid());
            var inputEnded = stay ? new CompletableFuture<Void>() : background(Backing::awaitEndOfInput);
            var serverEnded = background(started::awaitEnd);
            CompletableFuture.anyOf(inputEnded, serverEnded).join();
            if (inputEnded.isDone()) return 0;
            if (!closing) System.err.println(words.getFirst() + " ended by itself");
            return 1;
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            return refusal.exitCode;
        } catch (Throwable failure) {
            failure.printStackTrace();
            return 1;
        } finally {
            server.cancel(false);
        }
    }

    private Server start(List<String> words) throws Exception {
        String name = words.isEmpty() ? "" : words.getFirst();
        if (name.equals("kafka") && words.size() == 4) {
            return KafkaBroker.start(port(words.get(2)), port(words.get(3)), occupy(words.get(1)));
        }
        if (name.equals("postgres") && words.size() == 3) {
            return Postgres.start(port(words.get(2)), occupy(words.get(1)));
        }
        throw new Refusal(Refusal.USAGE, USAGE);
    }

    private Path occupy(String dir) throws IOException {
        Path path = Files.createDirectories(Path.of(dir)).toRealPath();
        occupied = Folder.occupy(path);
        return path;
    }

    private static int port(String word) {
        try {
            int port = Integer.parseInt(word);
            if (port > 0 && port < 65_536) return port;
        } catch (NumberFormatException notANumber) {
            // refused below, like a number that is no port
        }
        throw new Refusal(Refusal.USAGE, "'%s' is not a port; %s".formatted(word, USAGE));
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException gone) {
            System.err.println("standard input broke: " + gone.getMessage());
        }
    }

    private static CompletableFuture<Void> background(Runnable wait) {
        return CompletableFuture.runAsync(
                wait, task -> Thread.ofPlatform().daemon().start(task));
    }

    /** A signal may come while the server is still starting: the start is waited for. */
    private void close() {
        closing = true;
        server.handle((started, failure) -> started).thenAccept(Backing::close).join();
    }

    private static void close(Server started) {
        if (started != null) started.close();
    }
}
