package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.CpuTime;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.testkit.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A limit: updates that come as one POST each to the application's server stack, which forgets them. */
public final class RawPost implements AutoCloseable {
    public static final String NAME = "raw HTTP POST (limit)";

    private static final int CONNECTIONS = 32;
    private static final Duration START = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ChildJvm sink;
    private final HttpRequest update;

    private RawPost(ChildJvm sink, byte[] update) {
        this.sink = sink;
        var port = sink.awaitLine("^READY (\\d+)", START).group(1);
        this.update = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(update))
                .build();
    }

    /** @param update what is posted each time */
    public static RawPost start(Path folder, byte[] update) {
        var sink = ChildJvm.named("post-sink")
                .main(System.getProperty("java.class.path"), PostSink.class.getName())
                .options(LlaveroApp.JVM.toArray(String[]::new))
                .start(folder.resolve("post-sink.log"));
        return new RawPost(sink, update);
    }

    public Stopwatch stopwatch() {
        return Stopwatch.start(() -> CpuTime.of(sink.pid()));
    }

    public void burst(int posts) {
        Work.atOnce(posts, CONNECTIONS, number -> post());
    }

    /** Milliseconds that each took. */
    public Collection<Double> at(double perSecond, int posts) {
        var took = new ConcurrentLinkedQueue<Double>();
        Work.at(perSecond, posts, number -> {
            double began = Moment.now();
            post();
            took.add((Moment.now() - began) * 1000);
        });
        return took;
    }

    private void post() {
        try {
            int status = http.send(update, BodyHandlers.discarding()).statusCode();
            if (status != 200) throw new IllegalStateException("POST: " + status);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
