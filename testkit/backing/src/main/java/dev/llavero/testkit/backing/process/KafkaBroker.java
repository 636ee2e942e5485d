package dev.llavero.testkit.backing.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One node that is broker and controller. What stands in {@code server.properties} in its folder wins over its own settings. */
final class KafkaBroker implements Server {

    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=PLAINTEXT

            auto.create.topics.enable=false
            default.replication.factor=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            log.cleaner.dedupe.buffer.size=2097152

            # A killed broker is believed alive until its session ends: the default of 9 s is the longest part of a restart.
            broker.session.timeout.ms=2000
            broker.heartbeat.interval.ms=500
            group.initial.rebalance.delay.ms=0
            """;

    private final KafkaRaftServer server;

    private KafkaBroker(KafkaRaftServer server) {
        this.server = server;
    }

    static KafkaBroker start(int port, int controllerPort, Path dir) throws Exception {
        Loopback.demandFree(port);
        Loopback.demandFree(controllerPort);
        Folder log = Folder.begin(dir.resolve("log"));
        if (Files.notExists(log.path().resolve("meta.properties"))) format(log.path());
        log.filled();
        var server = new KafkaRaftServer(
                new KafkaConfig(settings(dir, log.path(), port, controllerPort), false), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server);
    }

    private static void format(Path log) throws Exception {
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .setControllerListenerName("CONTROLLER")
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Properties settings(Path dir, Path log, int port, int controllerPort) throws IOException {
        var settings = new Properties();
        settings.load(new StringReader(SETTINGS.formatted(port, controllerPort)));
        settings.setProperty("log.dirs", log.toString());
        Path others = dir.resolve("server.properties");
        if (Files.exists(others)) {
            try (var file = Files.newBufferedReader(others)) {
                settings.load(file);
            }
        }
        return settings;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void awaitEnd() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
