package dev.llavero.platform.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EndedChannelsTest {
    private final List<Integer> exits = new ArrayList<>();
    private final EndedChannels ended = new EndedChannels(exits::add);

    @Test
    void aChannelThatFailsEndsTheProcess() {
        subscribe(Multi.createFrom().failure(new IllegalStateException("no answer")), true);

        assertEquals(List.of(1), exits);
    }

    @Test
    void oneThatIsClosedDoesNot() {
        subscribe(Multi.createFrom().items(Message.of("a batch")), true);

        assertEquals(List.of(), exits);
    }

    @Test
    void norOneThatFailsWhileTheProcessStops() {
        ended.stop(null);
        subscribe(Multi.createFrom().failure(new IllegalStateException("closed")), true);

        assertEquals(List.of(), exits);
    }

    @Test
    void whatGoesOnInsideThisProcessIsNotTheBrokers() {
        subscribe(Multi.createFrom().failure(new IllegalStateException("of our own")), false);

        assertEquals(List.of(), exits);
    }

    private void subscribe(Multi<Message<?>> channel, boolean isConnector) {
        ended.decorate(channel, List.of("key-provisioner-key-commands-in"), isConnector)
                .subscribe()
                .with(_ -> {}, _ -> {});
    }
}
