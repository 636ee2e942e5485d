package dev.llavero.testkit.outline;

/** The calls of Outline's management API. */
public enum Call {
    GET_SERVER,
    SET_HOSTNAME,
    SET_PORT,
    CREATE_KEY,
    PUT_KEY,
    LIST_KEYS,
    GET_KEY,
    DELETE_KEY,
    RENAME_KEY,
    SET_LIMIT,
    REMOVE_LIMIT,
    GET_TRANSFER,
    GET_EXPERIMENTAL_METRICS,
    /** A wrong prefix or a path that does not exist. */
    UNKNOWN
}
