package dev.llavero.platform.consumer;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** What a failed batch tells us. */
enum FailureKind {
    /** The database or the broker does not serve us now: try again for ever, never a dead letter. */
    WE_ARE_DOWN,
    /** One message is at fault and says so. */
    POISON,
    /** Anything else. */
    BUG;

    /** Connection, login, database, transaction rollback (deadlock), resources, operator intervention, system error. */
    private static final Set<String> DOWN_CLASSES = Set.of("08", "28", "3D", "40", "53", "55", "57", "58");

    /** Of classes that else mean a wrong statement: only reading is allowed (a replica), and a transaction that took too long. */
    private static final Set<String> DOWN_STATES = Set.of("25006", "25P03");

    static FailureKind of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Poison) {
                return POISON;
            }
            if (saysWeAreDown(cause)) {
                return WE_ARE_DOWN;
            }
        }
        return BUG;
    }

    private static boolean saysWeAreDown(Throwable cause) {
        return switch (cause) {
            case PgException answer -> isDown(answer.getSqlState());
            // What Hibernate makes of a PgException, which is then no longer among the causes.
            case SQLException answer -> isDown(answer.getSQLState());
            // An IOException by name only: our own JSON is wrong, not the connection.
            case JacksonException json -> false;
            case IOException connection -> true;
            case TimeoutException timeout -> true;
            case RetriableException broker -> true;
            // The pool's own time-outs and closed connections carry no better type.
            case NoStackTraceThrowable pool -> true;
            case VertxException connection -> true;
            default -> false;
        };
    }

    private static boolean isDown(String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && (DOWN_CLASSES.contains(sqlState.substring(0, 2)) || DOWN_STATES.contains(sqlState));
    }

    static Poison poisonIn(Throwable failure) {
        var cause = failure;
        while (!(cause instanceof Poison)) {
            cause = cause.getCause();
        }
        return (Poison) cause;
    }
}
