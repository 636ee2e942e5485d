package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import io.smallrye.mutiny.Uni;

/**
 * A role that wants to be told when its database turns out to be older than what it has read: somebody exchanged it for a copy.
 * What the copy does not know of is handled again, but not before the role has got ready for it.
 */
public interface OlderDatabase {
    Role role();

    /** It is older. Ends when that is kept; said more than once. */
    Uni<Void> found();

    /** Ends when the role is ready. */
    Uni<Void> ready();
}
