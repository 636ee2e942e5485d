package dev.llavero.platform.observe;

import dev.llavero.platform.role.Role;
import java.util.Optional;

/** A bean that a role cannot work without, such as the poller of updates. Makes readiness red while it has trouble. */
public interface ReadinessPart {
    /** Asked where it is played. */
    Role role();

    String name();

    /**
     * Answers from memory, at once.
     *
     * @return one line for the operator, without secrets; empty while all is well
     */
    Optional<String> trouble();
}
