package dev.llavero.testkit.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackingProcessesTest {

    private final BackingProcesses backing = BackingProcesses.shared();

    @Test
    void allTestsOfAJvmShareOnePair() {
        assertSame(backing, BackingProcesses.shared());
    }

    @Test
    void anAcknowledgedRecordSurvivesTheDeathOfTheBroker() throws Exception {
        String topic = newTopic();
        produce(topic, "a key was made");

        backing.kafka().kill();
        backing.kafka().restart();

        assertEquals("a key was made", firstOf(topic).value());
    }

    @Test
    void aTopicIsNotMadeByUsingIt() {
        assertThrows(Exception.class, () -> produce("nobody-made-me", "x"));
    }

    @Test
    void aCommittedRowSurvivesTheDeathOfPostgres() throws Exception {
        try (Connection c = connection()) {
            c.createStatement().execute("create table survivor as select 42 as answer");

            backing.postgres().kill();

            assertThrows(SQLException.class, () -> select(c, "select 1"));
        }
        backing.postgres().restart();
        try (Connection c = connection()) {
            assertEquals("42", select(c, "select answer from survivor"));
        }
    }

    @Test
    void commitsAreDurable() throws Exception {
        try (Connection c = connection()) {
            assertEquals("on", select(c, "show fsync"));
            assertEquals("on", select(c, "show synchronous_commit"));
        }
    }

    @Test
    void aFrozenPostgresAnswersOnlyAfterTheThaw() throws Exception {
        try (Connection c = connection()) {
            backing.postgres().freeze();
            var answer = CompletableFuture.supplyAsync(() -> unchecked(c, "select 1"));
            assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));

            backing.postgres().thaw();

            assertEquals("1", answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aBusyPortIsToldInOneLine(@TempDir Path dir) {
        int busy = backing.postgres().port();

        var refusal = assertThrows(IllegalStateException.class, () -> PostgresProcess.start(dir, busy));

        assertTrue(refusal.getMessage().contains("exit code 3"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("port 127.0.0.1:" + busy + " is busy"), refusal.getMessage());
    }

    @Test
    void twoServersNeverShareAFolder(@TempDir Path dir) {
        try (var first = PostgresProcess.start(dir)) {
            var refusal = assertThrows(IllegalStateException.class, () -> PostgresProcess.start(dir));

            assertTrue(refusal.getMessage().contains("is in use by another process"), refusal.getMessage());
            assertTrue(ProcessHandle.of(first.pid()).orElseThrow().isAlive());
        }
    }

    private String newTopic() throws Exception {
        String topic = "topic-" + UUID.randomUUID();
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", backing.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        return topic;
    }

    private void produce(String topic, String value) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", backing.kafka().bootstrapServers(), "acks", "all", "max.block.ms", 2_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private ConsumerRecord<String, String> firstOf(String topic) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", backing.kafka().bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            var records = consumer.poll(Duration.ofSeconds(1));
            while (records.isEmpty()) records = consumer.poll(Duration.ofSeconds(1));
            return records.iterator().next();
        }
    }

    private Connection connection() throws SQLException {
        var postgres = backing.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "any");
    }

    private static String select(Connection c, String sql) throws SQLException {
        try (var rows = c.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String unchecked(Connection c, String sql) {
        try {
            return select(c, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
