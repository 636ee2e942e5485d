package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The simulator as a process: {@code [--port N] [--ss-port N] [--control-port N] [--state DIR] [--name TEXT]}. Prints one
 * line {@code READY {"apiUrl","certSha256","ssPort","controlUrl"}} and ends when its standard input ends, so that it
 * cannot outlive who started it.
 */
public final class OutlineMain {

    private OutlineMain() {}

    public static void main(String[] args) throws IOException {
        var options = options(args);
        var state = options.get("--state");
        var outline = OutlineSimulator.start(
                number(options, "--port"),
                number(options, "--ss-port"),
                state == null ? null : Path.of(state),
                options.getOrDefault("--name", "simulated"));
        var control = new ControlPort(outline, number(options, "--control-port"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(control, outline)));
        var ready = new TreeMap<String, Object>(Map.of(
                "apiUrl", outline.apiUrl(),
                "certSha256", outline.certSha256(),
                "ssPort", outline.ssPort(),
                "controlUrl", control.url()));
        System.out.println("READY " + new ObjectMapper().writeValueAsString(ready));
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** Counters are kept at an orderly end, by the end of the input as by SIGTERM. */
    private static void close(ControlPort control, OutlineSimulator outline) {
        control.close();
        try {
            outline.close();
        } catch (IOException lost) {
            System.err.println("closing: " + lost);
        }
    }

    private static Map<String, String> options(String[] args) {
        var known = Set.of("--port", "--ss-port", "--control-port", "--state", "--name");
        var options = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (!known.contains(args[i]) || i + 1 == args.length)
                throw new IllegalArgumentException("options: " + new TreeSet<>(known) + ", each with a value");
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(options.getOrDefault(name, "0"));
    }
}
