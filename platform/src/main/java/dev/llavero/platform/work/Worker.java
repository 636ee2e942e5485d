package dev.llavero.platform.work;

import dev.llavero.platform.role.Role;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Something that looks for due rows and does what they ask. Started by {@link Workers} where its role is played. One pass
 * runs at a time; a pass that fails is logged and tried again after a growing pause.
 */
public interface Worker {
    Role role();

    /** For logs and metrics, unique. */
    String name();

    /** The nudge that wakes it before its tick; see {@link Nudges}. */
    String nudge();

    /** One pass. @return how long to rest unless nudged; zero when there may be more to do at once */
    Uni<Duration> work();

    /** Called once when the process stops, after the last pass. */
    default Uni<Void> stop() {
        return Uni.createFrom().voidItem();
    }
}
