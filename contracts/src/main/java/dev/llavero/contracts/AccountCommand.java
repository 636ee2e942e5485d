package dev.llavero.contracts;

import java.util.Objects;
import java.util.Set;

/** What can be asked about what a user may have. Read by key-provisioner, until an account service owns entitlements. */
public sealed interface AccountCommand extends Command {
    UserId userId();

    @Override
    default String subject() {
        return userId().toString();
    }

    /**
     * Give a user more than they have: the only thing that changes an entitlement. The command's id is the grant's: the same one
     * again gives nothing. A user's first grant takes the place of what users have by default; later ones never take anything away.
     *
     * @param keys how many keys they may have at a time; null: as many as before
     * @param days how long it lasts, from now or from the end of what they still have; null: the end stays as it is, and without one
     *     there is none
     */
    record GrantAccess(UserId userId, Integer keys, Integer days, RequestedBy requestedBy) implements AccountCommand {
        public GrantAccess {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(AccountEvent.AccessGranted.class);
        }
    }
}
