package dev.llavero.agent.link;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system, run with a list of arguments and never through a shell. What is secret goes to its standard input;
 * arguments are visible to everybody on the machine.
 */
final class Tool {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_COMPLAINT = 300;

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** @return what it printed */
    String run(String... arguments) throws LinkDown {
        return run(List.of(arguments));
    }

    String run(List<String> arguments) throws LinkDown {
        var ended = start(arguments, "");
        if (ended.code() != 0) throw new LinkDown(name(arguments) + " failed: " + brief(ended.complaint()));
        return ended.printed();
    }

    /** What it complains about is not repeated: programs like to quote their input. */
    String runWithSecret(String input, List<String> arguments) throws LinkDown {
        var ended = start(arguments, input);
        if (ended.code() != 0) throw new LinkDown(name(arguments) + " failed with status " + ended.code());
        return ended.printed();
    }

    String runWithInput(String input, String... arguments) throws LinkDown {
        var ended = start(List.of(arguments), input);
        if (ended.code() != 0) throw new LinkDown(name(List.of(arguments)) + " failed: " + brief(ended.complaint()));
        return ended.printed();
    }

    /** Starts a program that goes on by itself in the background; returns when it has gone there. */
    void launch(String... arguments) throws LinkDown {
        var command = command(List.of(arguments));
        try {
            // A daemon keeps what it inherits: with a pipe for its output we would wait for it for ever.
            var process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (waited(process, List.of(arguments)) != 0)
                throw new LinkDown(program + " did not start (status " + process.exitValue() + ")");
        } catch (IOException absent) {
            throw absent instanceof LinkDown down ? down : new LinkDown(program + " cannot be started", absent);
        }
    }

    private record Ended(int code, String printed, String complaint) {}

    private Ended start(List<String> arguments, String input) throws LinkDown {
        Process process;
        try {
            process = new ProcessBuilder(command(arguments)).start();
        } catch (IOException absent) {
            throw new LinkDown(program + " cannot be started: is it installed?");
        }
        var complaint = new StringBuilder();
        var listener = Thread.ofVirtual().start(() -> listen(process, complaint));
        try (var alarm = Alarm.in(PATIENCE, process::destroyForcibly)) {
            feed(process, input);
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = waited(process, arguments);
            listener.join();
            return new Ended(code, printed, complaint.toString());
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LinkDown(name(arguments) + " was interrupted");
        } catch (IOException broken) {
            throw broken instanceof LinkDown down ? down : new LinkDown(name(arguments) + " broke off", broken);
        }
    }

    private static void feed(Process process, String input) {
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        } catch (IOException notRead) {
            // it ended before it had read everything: its status says whether that was right
        }
    }

    private static void listen(Process process, StringBuilder complaint) {
        try (var errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (var line = errors.readLine(); line != null; line = errors.readLine())
                if (complaint.length() < LONGEST_COMPLAINT)
                    complaint.append(line).append(' ');
        } catch (IOException ended) {
            complaint.append("(cut off)");
        }
    }

    private int waited(Process process, List<String> arguments) throws LinkDown {
        try {
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
            process.destroyForcibly();
            throw new LinkDown(name(arguments) + " did not end in " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LinkDown(name(arguments) + " was interrupted");
        }
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    private String name(List<String> arguments) {
        return program + " " + String.join(" ", arguments.subList(0, Math.min(2, arguments.size())));
    }

    private static String brief(String complaint) {
        var oneLine = complaint.strip();
        return oneLine.length() > LONGEST_COMPLAINT ? oneLine.substring(0, LONGEST_COMPLAINT) : oneLine;
    }
}
