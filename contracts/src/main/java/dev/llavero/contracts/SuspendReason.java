package dev.llavero.contracts;

/** Why a key is suspended. It keeps its credential and resumes with it. */
public enum SuspendReason {
    /** The user paused it. Only this one may the user end. */
    PAUSED,
    /** An operator stopped it. */
    OPERATOR,
    /** The entitlement's data is used up. */
    QUOTA_REACHED,
    /** The entitlement's validity has ended. */
    ENTITLEMENT_ENDED
}
