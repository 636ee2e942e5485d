package dev.llavero.playground;

import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.invariant.Witness;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.Database;
import dev.llavero.testkit.system.Rest;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.wireguard.PeerHolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything that runs here, as what can be broken and as what has seen what Llavero did. */
record Scene(
        Application application,
        Kafka kafka,
        Postgres postgres,
        WireGuardServer wireGuard,
        Telegram telegram,
        String botToken,
        Map<String, OutlineSimulator> outlines,
        Map<String, PeerHolder> agents,
        Broker broker,
        Database database,
        String databasePassword,
        Map<String, String> otherSecrets,
        Tampering tampering,
        int managementPort,
        Path applicationLog)
        implements Witness {
    List<Breakable> breakable() {
        return List.of(application, kafka, postgres);
    }

    /** Each in a process of its own. */
    List<Part> processes() {
        return List.of(application, kafka, postgres, wireGuard);
    }

    Rest rest() {
        return new Rest(telegram, database);
    }

    @Override
    public List<Instant> upheavals() {
        return application.upheavals();
    }

    @Override
    public List<Integer> managementPorts() {
        return application.trouble().isEmpty() ? List.of(managementPort) : List.of();
    }

    @Override
    public List<Path> logs() {
        return List.of(applicationLog).stream().filter(Files::exists).toList();
    }

    @Override
    public String toString() {
        return "Scene";
    }
}
