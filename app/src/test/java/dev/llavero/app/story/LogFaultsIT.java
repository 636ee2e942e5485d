package dev.llavero.app.story;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.LlaveroSystem;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may stand in the log, and how often it may be read. */
@Tag("all")
class LogFaultsIT {
    private static final List<Topic> CONSUMED = List.of(
            Topic.KEYS_COMMANDS,
            Topic.KEYS_EVENTS,
            Topic.SERVERS_COMMANDS,
            Topic.SERVERS_STATE,
            Topic.ACCOUNTS_COMMANDS);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @Test
    void aLogThatIsReadAgainFromItsBeginningChangesNothing() {
        Disturbed.by("all offsets and positions back to the beginning", Disturbed.HEALED, gen -> {
            SYSTEM.running().stop();
            SYSTEM.broker().forgetOffsets();
            for (var schema : List.of("bot", "keys", "views")) {
                SYSTEM.database().change("delete from " + schema + ".position");
            }
            SYSTEM.running();
        });
    }

    @Test
    void offsetsThatTheBrokerForgotAreTheDatabases() {
        Disturbed.by("committed offsets gone", Disturbed.HEALED, gen -> {
            SYSTEM.running().stop();
            SYSTEM.broker().forgetOffsets();
            SYSTEM.running();
        });
    }

    @Test
    void everyRecordPublishedTwiceCountsOnce() {
        Disturbed.by("every record published twice", Disturbed.HEALED, gen -> SYSTEM.broker()
                .publishAgain(CONSUMED, LogFaultsIT::isOurs)
                .forEach(SYSTEM.tampering()::repeated));
    }

    private static boolean isOurs(Broker.Seen record) {
        return "/llavero".equals(record.headers().get("ce_source"));
    }

    @Test
    void poisonOnEveryTopicBecomesDeadLettersAndHoldsUpNothing() {
        Disturbed.by("poison on every topic", Disturbed.HEALED, gen -> {
            var poison = new Poison(SYSTEM.broker(), SYSTEM.tampering());
            CONSUMED.forEach(poison::on);
        });
    }
}
