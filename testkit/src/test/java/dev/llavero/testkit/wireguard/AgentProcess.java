package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent as it is installed, in a namespace, asked by curl from inside. */
final class AgentProcess implements AutoCloseable {

    private static final Path LAUNCHER =
            Path.of("../wireguard-agent/target/wireguard-agent/wireguard-agent").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Namespace place;
    private final Path state;
    private final List<String> flags;
    private Process process;
    private BufferedReader log;

    AgentProcess(Namespace place, Path state, List<String> flags) {
        this.place = place;
        this.state = state;
        this.flags = flags;
    }

    void start() throws IOException {
        begin();
        awaitLine("the interface has its");
    }

    /** Does not wait for an interface. */
    void begin() throws IOException {
        process = new ProcessBuilder(command("run")).redirectErrorStream(true).start();
        log = process.inputReader();
    }

    private List<String> command(String verb) {
        var command = new ArrayList<>(List.of(place.inside(LAUNCHER.toString(), verb)));
        command.addAll(flags);
        command.add("--state=" + state);
        return command;
    }

    /** Waits for what the agent says. */
    void awaitLine(String part) throws IOException {
        var said = new StringBuilder();
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(part)) return;
            said.append(line).append('\n');
        }
        throw new AssertionError("the agent ended without saying '" + part + "', but\n" + said);
    }

    /** Of a process that ends by itself. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) throw new AssertionError("the agent does not end");
        return process.exitValue();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) throw new AssertionError("the agent does not end");
    }

    String uninstall() {
        return Tools.run(command("uninstall").toArray(String[]::new));
    }

    long residentBytes() throws IOException {
        // "ip netns exec" becomes the launcher, and that becomes java: all of them one process.
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    JsonNode get(String path) throws IOException {
        return JSON.readTree(call("GET", path, ""));
    }

    void put(String key, String publicKey, String presharedKey, List<String> addresses, long epoch) throws IOException {
        var wish = JSON.createObjectNode()
                .put("publicKey", publicKey)
                .put("presharedKey", presharedKey)
                .put("epoch", epoch);
        addresses.forEach(wish.putArray("addresses")::add);
        call("PUT", "/peers/" + key, wish.toString());
    }

    void delete(String key, long epoch) throws IOException {
        call("DELETE", "/peers/" + key + "?epoch=" + epoch, "");
    }

    private String call(String method, String path, String body) throws IOException {
        var command = new ArrayList<>(List.of(
                place.inside("curl", "--silent", "--insecure", "--fail-with-body", "--max-time", "20", "-X", method)));
        if (!body.isEmpty()) command.addAll(List.of("--data-binary", "@-"));
        command.add(apiUrl() + path);
        var ended = Tools.tried(command, body);
        if (ended.status() != 0) throw new AssertionError(method + " " + path + " → " + ended);
        return ended.printed();
    }

    int apiPort() throws IOException {
        return URI.create(apiUrl()).getPort();
    }

    private String apiUrl() throws IOException {
        return Files.readString(state.resolve("access.txt"))
                .lines()
                .filter(line -> line.startsWith("apiUrl:"))
                .map(line -> line.substring("apiUrl:".length()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
