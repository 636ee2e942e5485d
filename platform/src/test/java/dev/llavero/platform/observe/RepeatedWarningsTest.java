package dev.llavero.platform.observe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
    private static final String KAFKA = "org.apache.kafka.clients.NetworkClient";
    private static final String GONE =
            "[%s clientId=%s] Connection to node %d (kafka/10.0.0.2:9092) could not be established. Node may not be available.";

    private long nanos = 1;
    private final RepeatedWarnings filter = new RepeatedWarnings(() -> nanos);

    @Test
    void whatEveryClientSaysOfEveryNodeIsSaidOnce() {
        assertTrue(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
        later(1);
        assertFalse(isSaid(KAFKA, GONE.formatted("Consumer", "keys, groupId=keys", 1)));
        later(RepeatedWarnings.APART.toNanos() - 2);
        assertFalse(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
    }

    @Test
    void itIsSaidAgainAfterAWhile() {
        assertTrue(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
        later(RepeatedWarnings.APART.toNanos());
        assertTrue(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
        later(1);
        assertFalse(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
    }

    @Test
    void anythingElseIsSaidAtOnce() {
        assertTrue(isSaid(KAFKA, GONE.formatted("Producer", "relay-1", -1)));
        later(1);
        assertTrue(isSaid(KAFKA, "[Producer clientId=relay-1] Connection to node -1 failed authentication"));
        assertTrue(isSaid("dev.llavero.platform.work.Worker", GONE));
        assertTrue(isSaid("dev.llavero.platform.work.Worker", GONE));
        assertTrue(isSaid(KAFKA, null));
    }

    @Test
    void kindsWithoutEndAreForgotten() {
        for (var kind = "a"; kind.length() < 1_000; kind += "a") {
            later(1);
            assertTrue(isSaid(KAFKA, kind));
        }
    }

    private void later(long by) {
        nanos += by;
    }

    private boolean isSaid(String logger, String message) {
        var line = new LogRecord(Level.WARNING, message);
        line.setLoggerName(logger);
        return filter.isLoggable(line);
    }
}
