package dev.llavero.playground;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** Talks to the supervisor that runs in another process. */
record Caller(Home home) {
    private static final int WELL = 0;
    private static final int NOT_WELL = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    int status() throws InterruptedException {
        return print(HttpRequest.newBuilder(overview().resolve("/status")).build());
    }

    int restart() throws InterruptedException {
        return print(HttpRequest.newBuilder(overview().resolve("/restart"))
                .header(Windows.OURS, "restart")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private int print(HttpRequest request) throws InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            System.out.print(answer.body());
            return answer.statusCode() == 200 ? WELL : NOT_WELL;
        } catch (ConnectException gone) {
            throw nothingRuns();
        } catch (IOException e) {
            throw new Refusal(Refusal.FAILED, "The playground does not answer: " + e);
        }
    }

    private URI overview() {
        try {
            return URI.create(
                    Files.readString(home.supervisor()).strip().split(" ")[1].replace("localhost", "127.0.0.1"));
        } catch (IOException notThere) {
            throw nothingRuns();
        }
    }

    private static Refusal nothingRuns() {
        return new Refusal(Refusal.FAILED, "Nothing runs here: start it with ./llavero up");
    }
}
