package dev.llavero.playground;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Everything on this machine with one command. {@code up [--fresh] [--until-input-ends]}, {@code status}, {@code restart};
 * people use it through {@code ./llavero}.
 */
public final class Playground {
    private final Outside outside = Outside.ofThisProcess();
    private final Home home =
            Home.at(outside.variable("LLAVERO_HOME").map(Path::of).orElse(Path.of(".run")));

    private Playground() {}

    public static void main(String... arguments) throws InterruptedException {
        // The Kafka client looks for a logger and complains that there is none.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var words = List.of(arguments);
        try {
            System.exit(new Playground().run(words));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(refusal.exitCode);
        } catch (RuntimeException | Error unforeseen) {
            // What has been started keeps this process alive, and whoever waits for it waiting.
            unforeseen.printStackTrace();
            System.exit(Refusal.FAILED);
        }
    }

    private int run(List<String> words) throws InterruptedException {
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "up" -> up(words.contains("--fresh"), words.contains("--until-input-ends"));
            case "chaos" -> chaos(words.stream().skip(1).toList());
            case "status" -> new Caller(home).status();
            case "restart" -> new Caller(home).restart();
            default ->
                throw new Refusal(
                        Refusal.USAGE,
                        "usage: up [--fresh] [--until-input-ends] | chaos [--minutes N] [--every SECONDS] [--people N] [--seed N] | status | restart");
        };
    }

    private int up(boolean fresh, boolean untilInputEnds) throws InterruptedException {
        start(fresh, untilInputEnds);
        new CountDownLatch(1).await();
        return 0;
    }

    /** Always on fresh data, so that everything found at the end is of its own doing. */
    private int chaos(List<String> words) throws InterruptedException {
        var plan = ChaosPlan.parse(words.stream()
                .filter(word -> !word.equals("--until-input-ends"))
                .toList());
        var supervisor = start(true, words.contains("--until-input-ends"));
        var chaos = supervisor.chaos(plan);
        System.out.printf(
                "%n  chaos with seed %d: watch %s/chaos, and use the bot meanwhile at %s%n%n",
                plan.seed(), supervisor.overviewUrl(), supervisor.links().get("chat"));
        return chaos.run() ? 0 : Refusal.FAILED;
    }

    private Supervisor start(boolean fresh, boolean untilInputEnds) {
        long begun = System.nanoTime();
        var progress = new Progress(System.out);
        var ports = PortPlan.parse(outside.variable(PortPlan.VARIABLE).orElse(null));
        var supervisor = new Supervisor(outside, home, ports, fresh, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(supervisor), "close"));
        if (untilInputEnds) Thread.ofPlatform().daemon().start(Playground::exitWhenInputEnds);
        supervisor.start();
        System.out.printf(
                "%n%s%n  ready after %d s: open %s%n",
                supervisor.status().text(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                supervisor.overviewUrl());
        return supervisor;
    }

    /** Whoever interrupts chaos is told by the exit code, too, if it found something. */
    private static void close(Supervisor supervisor) {
        supervisor.close();
        if (!supervisor.chaos().map(Chaos::isWell).orElse(true))
            Runtime.getRuntime().halt(Refusal.FAILED);
    }

    /** Ours is held open by the script: when that is gone, so is whoever looked at this. */
    private static void exitWhenInputEnds() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException broken) {
            System.err.println("standard input: " + broken.getMessage());
        }
        System.exit(0);
    }
}
