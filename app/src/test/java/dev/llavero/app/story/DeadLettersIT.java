package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Message;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was buried by a version that could not read it is put back by the operator when this one can. */
class DeadLettersIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Operator OPERATOR = new Operator(SYSTEM);

    private final KeyId key = new KeyId(UUID.randomUUID());
    private UUID letter;

    @BeforeEach
    void aCommandIsBuried() {
        SYSTEM.running();
        SYSTEM.awaitRest(REST);
        var wanted =
                new CreateKey(key, new UserId(UUID.randomUUID()), null, null, null, RequestedBy.operator("somebody"));
        var command = Envelope.command(UUID.randomUUID(), wanted, Instant.now());
        var record = aRecordThatNobodyMinds();
        SYSTEM.tampering().poison(record);
        letter = bury(record, command);
    }

    /** The letter has to be about some record: a command once more, which this version drops as a repeat and does not bury. */
    private static Tampering.Place aRecordThatNobodyMinds() {
        var somebody = new BotUser(SYSTEM.telegram().newUser("Nadia", "es"));
        somebody.says("/start");
        somebody.presses(BotUser.GET_KEY);
        somebody.seesKey();
        SYSTEM.awaitRest(REST);
        var done = SYSTEM.broker().all(Topic.KEYS_COMMANDS).getLast();
        return SYSTEM.broker().put(Topic.KEYS_COMMANDS, bytes(done.key()), done.headers(), bytes(done.value()));
    }

    private static UUID bury(Tampering.Place record, Envelope<?> message) {
        var consumer = "key-provisioner-key-commands-in";
        var letter = new DeadLetter(
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                DeadLetter.Kind.POISON,
                "buried by hand",
                Codec.headers(message),
                message.message().subject(),
                Base64.getEncoder().encodeToString(bytes(Codec.body(message.message()))));
        var id = Ids.from(
                "dead-letter",
                consumer,
                record.topic(),
                Integer.toString(record.partition()),
                Long.toString(record.offset()));
        put(new Envelope<Message>(id, letter, Instant.now(), 0, id, null, null));
        return id;
    }

    private static void put(Envelope<Message> envelope) {
        SYSTEM.broker()
                .put(
                        Topic.of(envelope.message()),
                        bytes(envelope.message().subject()),
                        Codec.headers(envelope),
                        bytes(Codec.body(envelope.message())));
    }

    @Test
    void aReplayedCommandIsDoneOnceHoweverOftenItIsReplayed() throws Exception {
        var listed = OPERATOR.types("dead-letters", "list", "--type", "CreateKey");
        assertTrue(listed.contains(letter.toString()), listed);
        assertTrue(OPERATOR.types("dead-letters", "replay", "--id", letter.toString())
                .contains("Nothing is done yet"));
        SYSTEM.awaitRest(REST);
        assertEquals(0, keys());

        OPERATOR.types("dead-letters", "replay", "--id", letter.toString(), "--yes");
        OPERATOR.types("dead-letters", "replay", "--id", letter.toString(), "--yes");

        SYSTEM.awaitRows(
                "select 1 from keys.key where id = ? and state = 'ACTIVE'",
                rows -> rows.size() == 1,
                REST,
                key.value());
        SYSTEM.awaitRest(REST);
        assertEquals(1, keys());
        Invariants.demand(SYSTEM);
    }

    private long keys() {
        return SYSTEM.database().count("select count(*) from keys.key where id = ?", key.value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
