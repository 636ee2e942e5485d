package dev.llavero.app.op;

import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Asks the broker, without changing anything there. */
final class BrokerCalls implements AutoCloseable {
    static final int PATIENCE_MILLIS = 10_000;

    private final Admin admin;

    private BrokerCalls(Admin admin) {
        this.admin = admin;
    }

    /** @throws KafkaException if the settings cannot be used */
    static BrokerCalls open(Settings settings) {
        var client = new HashMap<>(settings.kafka());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new BrokerCalls(Admin.create(client));
    }

    Admin admin() {
        return admin;
    }

    /** @throws KafkaException what the broker said, or that it said nothing */
    static <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException said ? said : new KafkaException(failure.getCause());
        } catch (TimeoutException silent) {
            throw new org.apache.kafka.common.errors.TimeoutException(silent);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(stopping);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
