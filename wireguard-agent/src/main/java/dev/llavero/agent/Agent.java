package dev.llavero.agent;

import dev.llavero.agent.link.Link;
import dev.llavero.agent.peer.Invalid;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The program: {@code wireguard-agent [run|read-outline|uninstall|version] [--name=value …]}. */
public final class Agent {

    private static final String USAGE = "wireguard-agent [run | read-outline | uninstall | version] [--name=value …]";

    private Agent() {}

    public static void main(String[] arguments) {
        var given = List.of(arguments);
        var verb = given.isEmpty() || given.getFirst().startsWith("--") ? "run" : given.getFirst();
        var flags = given.stream()
                .skip(given.isEmpty() || given.getFirst().startsWith("--") ? 0 : 1)
                .toList();
        try {
            switch (verb) {
                case "run" -> run(Settings.of(System.getenv(), flags));
                case "read-outline" -> readOutline(Settings.of(System.getenv(), flags));
                case "uninstall" -> uninstall(Settings.of(System.getenv(), flags));
                case "version" -> System.out.println(WireGuardAgent.version());
                default -> fail(USAGE);
            }
        } catch (Invalid mistake) {
            fail(mistake.getMessage());
        } catch (IOException impossible) {
            fail("cannot " + verb + ": " + impossible.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Settings settings) throws IOException, InterruptedException {
        var agent = WireGuardAgent.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(agent)));
        Log.line("ready; " + settings.state().resolve("access.txt") + " opens it");
        agent.awaitBroken();
        Log.line("what is on the disk is not known any more: ends, to be started again");
        System.exit(1);
    }

    private static void readOutline(Settings settings) throws IOException, InterruptedException {
        var reader = OutlineReader.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(reader::close));
        Log.line("reading " + settings.metrics() + "; " + settings.state().resolve("access.txt") + " opens it");
        new CountDownLatch(1).await();
    }

    private static void close(WireGuardAgent agent) {
        try {
            agent.close();
        } catch (IOException lost) {
            Log.line("closing: " + lost.getMessage());
        }
    }

    /** Takes interface, rules and forwarding away. What is in the state folder stays: it may be wanted again. */
    private static void uninstall(Settings settings) throws IOException {
        var state = new StateFolder(settings.state());
        var links = Links.of(settings, state.forwarding());
        links.routing().withdraw();
        unmake(settings, state, links.link());
        Log.line("rules and forwarding are gone; " + settings.state() + " is left to you");
    }

    private static void unmake(Settings settings, StateFolder state, Link link) throws IOException {
        var identity = state.identity(settings.privateKeyFile());
        var objection =
                state.ownership(settings.interfaceName(), link, identity).objection();
        if (objection.isEmpty()) link.unmake();
        Log.line(objection.orElse("the interface is gone"));
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
