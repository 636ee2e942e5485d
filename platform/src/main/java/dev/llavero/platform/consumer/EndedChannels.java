package dev.llavero.platform.consumer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * A channel that has ended stays silent for as long as its process runs, while everything else looks well. So the process ends, with exit
 * code 1, and whoever runs it starts it anew.
 */
@ApplicationScoped
class EndedChannels implements PublisherDecorator {
    private static final Logger LOG = Logger.getLogger(EndedChannels.class);

    private final IntConsumer exit;
    private volatile boolean stopping;

    EndedChannels() {
        this(Quarkus::asyncExit);
    }

    EndedChannels(IntConsumer exit) {
        this.exit = exit;
    }

    /** What ends from now on ends in order. */
    void stop(@Observes ShutdownEvent orderly) {
        stopping = true;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector ? publisher.onFailure().invoke(failure -> end(channels, failure)) : publisher;
    }

    private void end(List<String> channels, Throwable failure) {
        if (stopping) {
            return;
        }
        LOG.fatalf(failure, "%s cannot be read any more, so this process ends", String.join(", ", channels));
        exit.accept(1);
    }
}
