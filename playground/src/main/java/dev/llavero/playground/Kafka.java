package dev.llavero.playground;

import dev.llavero.testkit.backing.KafkaProcess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The broker of this machine. */
final class Kafka implements Breakable, AutoCloseable {
    private final KafkaProcess process;
    private final Watch watch;

    private Kafka(KafkaProcess process, Consumer<String> tell) {
        this.process = process;
        this.watch = new Watch(name(), process::exit, process::restart, tell).begin();
    }

    static Kafka start(Home home, PortPlan ports, Consumer<String> tell) {
        return new Kafka(
                KafkaProcess.start(home.kafka(), ports.of(PortPlan.Use.KAFKA), ports.of(PortPlan.Use.KAFKA_CONTROLLER)),
                tell);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String where() {
        return process.bootstrapServers();
    }

    @Override
    public Optional<Long> pid() {
        return Optional.of(process.pid());
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(process.output());
    }

    @Override
    public Optional<String> trouble() {
        return watch.trouble();
    }

    @Override
    public void kill() {
        watch.expectEnd();
        process.kill();
    }

    @Override
    public void close() {
        watch.end();
        process.close();
    }
}
