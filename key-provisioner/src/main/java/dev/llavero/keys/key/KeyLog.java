package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Topic;
import dev.llavero.keys.restore.LogReader;
import dev.llavero.platform.message.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code keys.events.v1} from its beginning. All keys of it have to fit into memory. */
@ApplicationScoped
class KeyLog {
    @Inject
    LogReader log;

    /** @param refusedElsewhere commands about keys that there never were */
    record Read(Map<KeyId, LoggedKey> keys, List<UUID> refusedElsewhere) {}

    Uni<Read> read() {
        return Uni.createFrom().deferred(() -> {
            var read = new Read(new HashMap<>(), new ArrayList<>());
            return log.read(Topic.KEYS_EVENTS, envelope -> take(envelope, read)).replaceWith(read);
        });
    }

    @SuppressWarnings("unchecked") // the codec admits only the topic's own family
    private static void take(Envelope<?> envelope, Read read) {
        var event = (Envelope<KeyEvent>) envelope;
        if (event.sequence() == 0) {
            read.refusedElsewhere.add(event.correlationId());
        } else {
            read.keys.compute(event.message().keyId(), (id, before) -> LoggedKey.after(before, event));
        }
    }
}
