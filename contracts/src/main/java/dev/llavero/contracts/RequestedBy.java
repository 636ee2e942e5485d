package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Who wants it. The decider is the authority on what they may do; views and menus only make suggestions.
 *
 * @param kind what sort of requester this is
 * @param who a user's id, an operator's login name, or the role that acts by itself
 */
public record RequestedBy(Kind kind, String who) {
    public enum Kind {
        @JsonProperty("user")
        USER,
        @JsonProperty("operator")
        OPERATOR,
        @JsonProperty("system")
        SYSTEM
    }

    public RequestedBy {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(who, "who");
    }

    public static RequestedBy user(UserId user) {
        return new RequestedBy(Kind.USER, user.toString());
    }

    public static RequestedBy operator(String login) {
        return new RequestedBy(Kind.OPERATOR, login);
    }

    public static RequestedBy system(String role) {
        return new RequestedBy(Kind.SYSTEM, role);
    }

    /** Operators and the system may act on any key; a user only on their own. */
    public boolean mayActOn(UserId owner) {
        return switch (kind) {
            case USER -> who.equals(owner.toString());
            case OPERATOR, SYSTEM -> true;
        };
    }
}
