package dev.llavero.benchmarks.contender;

import dev.llavero.testkit.Ports;
import dev.llavero.testkit.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The agent as it is installed, a process of its own, asked over its HTTPS. */
public final class AgentProgram implements PeerHolder {
    public static final String NAME = "Llavero agent (HTTPS, journal, sync)";

    private final Process process;
    private final HttpClient http;
    private final String apiUrl;

    private AgentProgram(Process process, Path state) throws IOException {
        this.process = process;
        apiUrl = Files.readAllLines(state.resolve("access.txt")).stream()
                .filter(line -> line.startsWith("apiUrl:"))
                .map(line -> line.substring("apiUrl:".length()))
                .findFirst()
                .orElseThrow();
        http = HttpClient.newBuilder().sslContext(Trust.anybody()).build();
    }

    /**
     * @param launcher as the build makes it
     * @param udpPort of the interface, another one for each in a network
     */
    public static AgentProgram start(Path launcher, Path state, int udpPort, String interfaceName) {
        try {
            var builder = new ProcessBuilder(
                            launcher.toString(),
                            "--host=127.0.0.1",
                            "--api-address=127.0.0.1",
                            "--api-port=" + Ports.free(),
                            "--port=" + udpPort,
                            "--backend=socket",
                            "--interface=" + interfaceName,
                            "--state=" + state)
                    .redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = builder.start();
            var said = process.inputReader();
            for (var line = said.readLine(); !line.contains("the interface has its"); line = said.readLine())
                if (line.startsWith("trouble")) throw new IllegalStateException("the agent says: " + line);
            return new AgentProgram(process, state);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void add(PeerWish wish) {
        var put = HttpRequest.newBuilder(URI.create(apiUrl + "/peers/key-" + wish.number()))
                .timeout(Duration.ofSeconds(20))
                .PUT(HttpRequest.BodyPublishers.ofString(wish.json()))
                .build();
        try {
            var answer = http.send(put, BodyHandlers.ofString());
            if (answer.statusCode() != 201) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    public double residentMegabytes() {
        return ResidentMemory.megabytes(process.pid());
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
    }
}
