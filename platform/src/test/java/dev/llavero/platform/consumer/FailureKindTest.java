package dev.llavero.platform.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.SerializationException;
import org.hibernate.JDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "25P03", "28P01", "3D000", "40001", "40P01", "53300", "55P03", "57014", "57P01",
                "58030"
            })
    void aDatabaseThatDoesNotServeUsMeansThatWeAreDown(String sqlState) {
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(answer(sqlState)));
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(throughHibernate(sqlState)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "25001", "42P01", "XX000", ""})
    void aStatementThatIsWrongIsABug(String sqlState) {
        assertEquals(FailureKind.BUG, FailureKind.of(answer(sqlState)));
        assertEquals(FailureKind.BUG, FailureKind.of(throughHibernate(sqlState)));
    }

    @Test
    void connectionsAndTimeOutsMeanThatWeAreDown() {
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(new ConnectException("refused")));
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(new TimeoutException()));
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(new NotLeaderOrFollowerException("moved")));
        assertEquals(FailureKind.WE_ARE_DOWN, FailureKind.of(new RuntimeException(new ConnectException("refused"))));
    }

    @Test
    void everythingElseIsABug() {
        assertEquals(FailureKind.BUG, FailureKind.of(new NullPointerException()));
        assertEquals(FailureKind.BUG, FailureKind.of(new JsonParseException(null, "ours is wrong")));
        assertEquals(FailureKind.BUG, FailureKind.of(new SerializationException("no")));
    }

    @Test
    void poisonIsKnownWhereverItIsWrapped() {
        var poison = new Poison(new UUID(1, 2), "the limit is negative");
        var wrapped = new IllegalStateException(new RuntimeException(poison));

        assertEquals(FailureKind.POISON, FailureKind.of(wrapped));
        assertSame(poison, FailureKind.poisonIn(wrapped));
    }

    /** As Hibernate Reactive's connection converts it: without the exception that it had. */
    private static Throwable throughHibernate(String sqlState) {
        return new RuntimeException(new JDBCException("said no", new SQLException("said no", sqlState)));
    }

    private static PgException answer(String sqlState) {
        return new PgException("said no", "ERROR", sqlState, null);
    }
}
