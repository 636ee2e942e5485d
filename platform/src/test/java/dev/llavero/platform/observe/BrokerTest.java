package dev.llavero.platform.observe;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.testkit.backing.KafkaProcess;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    @Test
    void aBrokerThatIsKilledIsMissedAndSeenWhenItIsBack(@TempDir Path dir) {
        try (var kafka = KafkaProcess.start(dir)) {
            var broker = new Broker(Map.of("bootstrap.servers", kafka.bootstrapServers()));
            assertEquals(1, await(seen(broker)));
            kafka.kill();
            assertThrows(RuntimeException.class, () -> await(broker.nodes()));
            kafka.restart();
            assertEquals(1, await(seen(broker)));
            broker.stop(null);
        }
    }

    /** It answers within two seconds or not at all, and has just been started on a machine that may be busy. */
    private static Uni<Integer> seen(Broker broker) {
        return broker.nodes().onFailure().retry().atMost(10);
    }
}
