package dev.llavero.testkit.wireguard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the system, for whoever needs a real interface. */
public final class Tools {

    /** @param printed both outputs */
    public record Ended(int status, String printed) {
        public String trimmed() {
            return printed.strip();
        }
    }

    private Tools() {}

    /** Why a real WireGuard interface cannot be made here; empty when it can. */
    public static Optional<String> missing(String... programs) {
        var absent =
                Arrays.stream(programs).filter(program -> !isInstalled(program)).toList();
        if (!absent.isEmpty()) return Optional.of("not installed: " + String.join(", ", absent));
        if (!isRoot()) return Optional.of("not root");
        return Files.exists(Path.of("/dev/net/tun")) ? Optional.empty() : Optional.of("no /dev/net/tun");
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** @throws AssertionError with what it printed, unless it ends well */
    public static String run(String... command) {
        var ended = tried(command);
        if (ended.status() != 0)
            throw new AssertionError(String.join(" ", command) + " → " + ended.status() + "\n" + ended.printed());
        return ended.trimmed();
    }

    public static Ended tried(String... command) {
        return tried(List.of(command), "");
    }

    public static Ended tried(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Ended(process.exitValue(), printed);
        } catch (IOException broken) {
            throw new AssertionError(command.toString(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command.toString(), stopped);
        }
    }

    /** A daemon keeps what it inherits, so it may inherit nothing. */
    public static void launch(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new AssertionError(String.join(" ", command) + " did not start");
        } catch (IOException broken) {
            throw new AssertionError(command[0], broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command[0], stopped);
        }
    }
}
