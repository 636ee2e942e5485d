package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The simulator as a process: {@code [--port N] [--state DIR]}. Prints one line {@code READY {"apiUrl","certSha256","port"}} and
 * ends when its standard input ends, so that it cannot outlive who started it.
 */
public final class AgentMain {

    private AgentMain() {}

    public static void main(String[] args) throws IOException {
        var options = options(args);
        var state = options.get("--state");
        var agent = AgentSimulator.start(
                Integer.parseInt(options.getOrDefault("--port", "0")), state == null ? null : Path.of(state));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(agent)));
        var ready = new TreeMap<String, Object>(
                Map.of("apiUrl", agent.apiUrl(), "certSha256", agent.certSha256(), "port", agent.port()));
        System.out.println("READY " + new ObjectMapper().writeValueAsString(ready));
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void close(AgentSimulator agent) {
        try {
            agent.close();
        } catch (IOException lost) {
            System.err.println("closing: " + lost);
        }
    }

    private static Map<String, String> options(String[] args) {
        var known = Set.of("--port", "--state");
        var options = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (!known.contains(args[i]) || i + 1 == args.length)
                throw new IllegalArgumentException("options: " + new TreeSet<>(known) + ", each with a value");
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}
