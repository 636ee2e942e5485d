package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.testkit.system.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** When an application says that it is ready: asked for often, since the answer is what is measured. */
public final class Readiness {
    private static final Duration ASK_EVERY = Duration.ofMillis(10);
    private static final double LONGEST_SECONDS = 60;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Readiness() {}

    public static void await(Application application) {
        var asked = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + application.managementPort() + "/q/health/ready"))
                .build();
        var until = Moment.now() + LONGEST_SECONDS;
        while (!isGiven(asked)) {
            if (Moment.now() > until) throw new IllegalStateException("not ready, see " + application.log());
            LockSupport.parkNanos(ASK_EVERY.toNanos());
        }
    }

    private static boolean isGiven(HttpRequest asked) {
        try {
            return HTTP.send(asked, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
