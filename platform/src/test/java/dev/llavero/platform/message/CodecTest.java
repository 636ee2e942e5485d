package dev.llavero.platform.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final KeyId KEY = new KeyId(new UUID(1, 2));
    private static final Envelope<KeyRevoked> REVOKED = new Envelope<>(
            new UUID(3, 4),
            new KeyRevoked(KEY, new UserId(new UUID(5, 6))),
            Instant.parse("2026-01-02T03:04:05Z"),
            7,
            new UUID(8, 9),
            new UUID(10, 11),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(new Decoded.Known(REVOKED), Codec.decode(record(REVOKED)));
    }

    @Test
    void aTypeThatWeDoNotKnowIsUnknown() {
        var record = with("ce_type", "dev.llavero.keys.KeyPainted.v9");

        assertEquals(new Decoded.Unknown("dev.llavero.keys.KeyPainted.v9"), Codec.decode(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_time"})
    void whatLacksAHeaderIsUnreadable(String header) {
        var record = record(REVOKED);
        record.headers().remove(header);

        assertInstanceOf(Decoded.Unreadable.class, Codec.decode(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_correlationid", "ce_causationid", "traceparent"})
    void aHeaderWithoutAValueIsNone(String header) {
        var record = record(REVOKED);
        record.headers().remove(header).add(header, null);

        assertInstanceOf(Decoded.Known.class, Codec.decode(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "\"x\"", "{\"keyId\":\"not an id\"}", "{\"keyId\":5}"})
    void aBodyOfAnotherShapeIsUnreadable(String body) {
        assertInstanceOf(
                Decoded.Unreadable.class, Codec.decode(record(REVOKED, body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void noBodyAndABodyWithoutEndAreUnreadable() {
        assertInstanceOf(Decoded.Unreadable.class, Codec.decode(record(REVOKED, null)));
        assertInstanceOf(
                Decoded.Unreadable.class, Codec.decode(record(REVOKED, new byte[Codec.LONGEST_VALUE_BYTES + 1])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_time", "ce_sequence", "ce_correlationid", "ce_causationid"})
    void aHeaderOfAnotherShapeIsUnreadable(String header) {
        assertInstanceOf(Decoded.Unreadable.class, Codec.decode(with(header, "?")));
    }

    @Test
    void aMessageOnAnotherTopicOrUnderAnotherKeyIsUnreadable() {
        var elsewhere = new ConsumerRecord<>(
                Topic.KEYS_COMMANDS.title(), 0, 0, KEY.toString().getBytes(StandardCharsets.UTF_8), body());
        var otherKey =
                new ConsumerRecord<>(Topic.KEYS_EVENTS.title(), 0, 0, "other".getBytes(StandardCharsets.UTF_8), body());
        var noKey = new ConsumerRecord<byte[], byte[]>(Topic.KEYS_EVENTS.title(), 0, 0, null, body());
        for (var record : java.util.List.of(elsewhere, otherKey, noKey)) {
            addHeaders(record, REVOKED);
            assertInstanceOf(Decoded.Unreadable.class, Codec.decode(record));
        }
    }

    @Test
    void whatIsUnreadableIsNotRepeatedInTheReason() {
        var decoded = Codec.decode(record(REVOKED, "{\"keyId\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8)));

        assertEquals(-1, ((Decoded.Unreadable) decoded).reason().indexOf("hunter2"));
    }

    private static ConsumerRecord<byte[], byte[]> with(String header, String value) {
        var record = record(REVOKED);
        record.headers().remove(header);
        record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static byte[] body() {
        return Codec.body(REVOKED.message()).getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(Envelope<?> envelope) {
        return record(envelope, body());
    }

    private static ConsumerRecord<byte[], byte[]> record(Envelope<?> envelope, byte[] body) {
        var record = new ConsumerRecord<>(
                Topic.of(envelope.message()).title(),
                0,
                0,
                envelope.message().subject().getBytes(StandardCharsets.UTF_8),
                body);
        addHeaders(record, envelope);
        return record;
    }

    private static void addHeaders(ConsumerRecord<byte[], byte[]> record, Envelope<?> envelope) {
        Codec.headers(envelope)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
