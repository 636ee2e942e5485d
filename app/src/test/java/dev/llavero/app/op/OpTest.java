package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Command;
import dev.llavero.contracts.DeadLetter;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.views.keys.KeyView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpTest {
    private static final KeyId KEY = KeyId.of("5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c11");
    private static final UserId ANA = UserId.of("0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422");
    private static final ServerId SERVER = new ServerId("nl-1");
    private static final LocationCode PLACE = new LocationCode("nl");

    private final Known views = new Known();
    private final Recorded dispatch = new Recorded();
    private final Cemetery letters = new Cemetery();
    private final Forgetting erasure = new Forgetting();
    private final Restored restores = new Restored();
    private final Ending expiries = new Ending();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void serversStandInColumns() {
        assertEquals(Op.DONE, op("servers"));
        assertEquals("""
                SERVER  PLACE  PROTOCOL  HOST              MODE    KEYS  CAPACITY  ROOM  MANAGED BY
                nl-1    nl     outline   nl-1.vpn.example  active  3     100       yes   file
                """, out.toString());
    }

    @Test
    void listsCanBeJson() {
        assertEquals(Op.DONE, op("servers", "--json"));
        assertTrue(out.toString().contains("\"serverId\" : \"nl-1\""), out.toString());
        assertEquals(Op.DONE, op("--json", "keys", ANA.toString()));
        assertTrue(out.toString().contains("\"keyId\" : \"" + KEY + "\""), out.toString());
    }

    @Test
    void aUserIsNamedByEitherId() {
        assertEquals(Op.DONE, op("keys", ANA.toString()));
        var byId = out.toString();
        assertEquals(Op.DONE, op("keys", "4711"));
        assertEquals(byId, out.toString());
        assertTrue(byId.contains(KEY + "  paused  outline   nl     nl-1    443"), byId);
    }

    @Test
    void whoIsNotThereIsRefused() {
        assertEquals(Op.REFUSED, op("keys", "4712"));
        assertEquals("There is no user with that Telegram id\n", err.toString());
        assertEquals(Op.REFUSED, op("key", "show", "00000000-0000-0000-0000-000000000000"));
        assertEquals("There is no key 00000000-0000-0000-0000-000000000000\n", err.toString());
    }

    @Test
    void whatIsNotThereIsJsonToo() throws Exception {
        assertEquals(Op.REFUSED, op("--json", "keys", "4712"));
        assertEquals("", err.toString());
        var told = Json.mapper().readTree(out.toString());
        assertEquals("refused", told.path("outcome").asText());
        assertEquals("There is no user with that Telegram id", told.path("why").asText());
    }

    @Test
    void aKeyIsShownWithAllThatIsKnown() {
        assertEquals(Op.DONE, op("key", "show", KEY.toString()));
        assertTrue(out.toString().contains("SUSPENDED  paused"), out.toString());
        assertTrue(out.toString().contains("CREATED    2026-01-01 00:00Z"), out.toString());
    }

    @Test
    void aRevokedKeyIsDone() {
        dispatch.outcome = new Outcome.Done(new KeyRevoked(KEY, ANA));
        assertEquals(Op.DONE, op("key", "revoke", KEY.toString()));
        assertEquals("Done: KeyRevoked " + KEY + "\n", out.toString());
        assertEquals(new RevokeKey(KEY, RequestedBy.operator(System.getProperty("user.name"))), dispatch.message());
        assertEquals(Duration.ofSeconds(30), dispatch.patience);
    }

    @Test
    void aRefusalSaysWhy() {
        dispatch.outcome = Outcome.of(new KeyRefused(KEY, null, "RevokeKey", Reason.NO_SUCH_KEY));
        assertEquals(Op.REFUSED, op("key", "revoke", KEY.toString()));
        assertEquals("Refused: no such key\n", out.toString());
        assertEquals(Op.REFUSED, op("key", "revoke", KEY.toString(), "--json"));
        assertTrue(out.toString().contains("\"reason\" : \"NO_SUCH_KEY\""), out.toString());
    }

    @Test
    void aServerIsHiddenAndActivated() {
        dispatch.outcome = Outcome.of(state(ServerMode.HIDDEN, null));
        assertEquals(Op.DONE, op("server", "hide", "nl-1"));
        assertEquals("Server nl-1 is hidden\n", out.toString());
        assertEquals(ServerMode.HIDDEN, ((ChangeServerMode) dispatch.message()).mode());

        dispatch.outcome = Outcome.of(state(ServerMode.ACTIVE, Reason.MANAGED_BY_FILE));
        assertEquals(Op.REFUSED, op("server", "activate", "nl-1"));
        assertEquals("Refused: managed by file\n", out.toString());
        assertEquals(ServerMode.ACTIVE, ((ChangeServerMode) dispatch.message()).mode());
    }

    @Test
    void aForeignKeyIsTakenOffItsServer() {
        dispatch.outcome = Outcome.of(state(ServerMode.ACTIVE, null));
        assertEquals(Op.DONE, op("key", "remove-foreign", "nl-1", "7"));
        assertEquals("Key 7 is no longer on nl-1\n", out.toString());
        assertEquals("7", ((RemoveForeignKey) dispatch.message()).foreignId());
    }

    @Test
    void aForeignKeyIsAdoptedForSomebodyKnown() {
        dispatch.outcome = new Outcome.Done(new KeyRevoked(KEY, ANA));
        assertEquals(Op.DONE, op("key", "adopt", "nl-1", "7", "--user", "4711"));
        var adopt = (AdoptKey) dispatch.message();
        assertEquals(ANA, adopt.userId());
        assertEquals("7", adopt.foreignId());
        assertEquals(Op.REFUSED, op("key", "adopt", "nl-1", "7", "--user", "4712"));
        assertEquals(Op.REFUSED, op("key", "adopt", "nl-1", "7", "--user", KEY.toString()));
        assertEquals(Op.UNAVAILABLE, op("key", "adopt", "nl-1", "7"));
    }

    @Test
    void noAnswerInTimeIsNeitherDoneNorRefused() {
        dispatch.outcome = new Outcome.Unanswered();
        assertEquals(Op.UNAVAILABLE, op("key", "revoke", KEY.toString(), "--timeout", "3"));
        assertTrue(out.toString().startsWith("Accepted, no answer yet"), out.toString());
        assertEquals(Duration.ofSeconds(3), dispatch.patience);
    }

    @Test
    void aBrokerThatIsDownIsOneSentence() {
        dispatch.outcome = null;
        assertEquals(Op.UNAVAILABLE, op("key", "revoke", KEY.toString()));
        assertEquals("The broker does not answer\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kyes",
                "keys",
                "keys ana",
                "keys 0",
                "keys 99999999999999999999",
                "key",
                "key show",
                "key show 5b0c",
                "key show 1-1-1-1-1",
                "key revoke nl-1",
                "server hide NL_1",
                "server hide -nl",
                "projection rebuild",
                "projection rebuild keys",
                "servers --timeout 0",
                "servers --timeout soon"
            })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent(String words) {
        assertEquals(Op.UNAVAILABLE, op(words.isEmpty() ? new String[0] : words.split(" ")));
        assertFalse(err.toString().isBlank());
        assertEquals("", out.toString());
        assertEquals(null, dispatch.command);
    }

    @Test
    void aBadIdIsExplained() {
        op("key", "show", "5b0c");
        assertTrue(err.toString().contains("'5b0c' is not the id of a key, which is a UUID"), err.toString());
    }

    @Test
    void afterARestoreNothingIsConfirmedBeforeTheLogIsRead() {
        assertEquals(Op.REFUSED, op("reconcile", "--confirm"));
        assertTrue(err.toString().contains("There is no restore that waits"), err.toString());

        restores.waits = new RestoreLine(Instant.EPOCH, null, 0);
        assertEquals(Op.REFUSED, op("reconcile", "--confirm"));
        assertTrue(err.toString().contains("look again in a moment"), err.toString());

        restores.waits = new RestoreLine(Instant.EPOCH, Instant.EPOCH, 7);
        assertEquals(Op.DONE, op("reconcile", "--dry-run"));
        assertTrue(out.toString().contains("7 keys came back from the log"), out.toString());
        assertFalse(restores.ended);
        assertEquals(Op.DONE, op("reconcile", "--confirm"));
        assertTrue(restores.ended);
        assertEquals(Op.UNAVAILABLE, op("reconcile"));
    }

    @Test
    void whatWasNotComparedSinceARestoreIsSaidToBeUnknown() {
        restores.waits = new RestoreLine(Instant.EPOCH, Instant.EPOCH, 7);
        restores.compared = List.of(
                new ComparedLine(new ServerId("nl-1"), Instant.EPOCH, 2, 1, 0),
                new ComparedLine(new ServerId("de-1"), null, 0, 0, 0));

        assertEquals(Op.DONE, op("reconcile", "--dry-run"));

        assertTrue(
                out.toString().contains("Not compared yet, so what they hold is not in these numbers: de-1."),
                out.toString());
    }

    @Test
    void manyKeysThatWouldEndAtOnceWaitForAWord() {
        assertEquals(Op.DONE, op("expiry"));
        assertTrue(out.toString().contains("No more keys than usual end"), out.toString());
        assertEquals(Op.REFUSED, op("expiry", "--confirm"));

        expiries.waits = new ExpiryLine(Instant.EPOCH, 120, 1_000, null);
        assertEquals(Op.DONE, op("expiry"));
        assertTrue(out.toString().contains("op expiry --confirm"), out.toString());
        assertFalse(expiries.allowed);
        assertEquals(Op.DONE, op("expiry", "--confirm"));
        assertTrue(expiries.allowed);
    }

    private int op(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Op.line(new Op.Reach(views, dispatch, letters, null, erasure, null, restores, expiries), Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    void keysThatAreNotOursStandInColumns() {
        assertEquals(Op.DONE, op("servers", "foreign"));
        assertEquals("""
                SERVER  KEY  NAME         PORT  FIRST SEEN         LAST SEEN
                nl-1    7    Dad's phone  443   2026-01-01 00:00Z  2026-01-01 00:00Z
                """, out.toString());
    }

    @Test
    void deadLettersAreListedByWhatIsSaid() {
        assertEquals(Op.DONE, op("dead-letters", "list", "--type", "RevokeKey"));
        assertTrue(out.toString().contains(Cemetery.REVOKE.id().toString()), out.toString());
        assertFalse(out.toString().contains(Cemetery.CREATE.id().toString()), out.toString());
    }

    @Test
    void aDeadLetterIsShownWithoutItsValue() {
        assertEquals(Op.DONE, op("dead-letters", "show", Cemetery.CREATE.id().toString()));
        assertTrue(out.toString().contains("ce_type"), out.toString());
        assertFalse(out.toString().contains(Cemetery.CREATE.letter().value()), out.toString());
        assertEquals(Op.REFUSED, op("dead-letters", "show", KEY.toString()));
    }

    @Test
    void aReplayIsDryUnlessItIsMeant() {
        assertEquals(Op.DONE, op("dead-letters", "replay", "--since", "2026-01-02T00:00:00Z"));
        assertEquals(List.of(), letters.replayed);
        assertEquals(Op.DONE, op("dead-letters", "replay", "--since", "2026-01-02T00:00:00Z", "--yes"));
        assertEquals(List.of(Cemetery.REVOKE), letters.replayed);
    }

    @Test
    void aReplayMustSayWhich() {
        assertEquals(Op.UNAVAILABLE, op("dead-letters", "replay", "--yes"));
        assertEquals(Op.UNAVAILABLE, op("dead-letters", "replay", "--all", "--type", "CreateKey"));
        assertEquals(Op.UNAVAILABLE, op("dead-letters", "replay", "--since", "yesterday"));
        assertEquals(List.of(), letters.replayed);
    }

    @Test
    void anErasureIsDryUnlessItIsMeant() {
        assertEquals(Op.DONE, op("user", "erase", "4711"));
        assertTrue(out.toString().contains("Nothing is done yet"), out.toString());
        assertEquals(null, dispatch.command);
        assertEquals(null, erasure.forgotten);
    }

    @Test
    void aUserIsForgottenWhenTheirKeysHaveEnded() {
        dispatch.outcome = new Outcome.Done(new KeyRevoked(KEY, ANA));
        assertEquals(Op.DONE, op("user", "erase", "4711", "--yes"));
        assertEquals(KEY, ((RevokeKey) dispatch.message()).keyId());
        assertEquals(ANA, erasure.forgotten);
        assertEquals(Op.DONE, op("user", "erase", ANA.toString(), "--yes"), "it can be repeated");
    }

    @Test
    void nobodyIsForgottenWhileAServerHoldsAKeyOfTheirs() {
        erasure.stuck = true;
        dispatch.outcome = new Outcome.Unanswered();
        assertEquals(Op.UNAVAILABLE, op("user", "erase", "4711", "--yes", "--timeout", "1"));
        assertTrue(out.toString().contains("Not erased yet"), out.toString());
        assertEquals(null, erasure.forgotten);
    }

    @Test
    void whoIsUnknownIsNotErased() {
        assertEquals(Op.REFUSED, op("user", "erase", "4712", "--yes"));
        assertEquals(Op.REFUSED, op("user", "erase", KEY.toString(), "--yes"));
        assertEquals(null, erasure.forgotten);
    }

    @Test
    void theDoctorSaysWhatWaitsForAWord() {
        assertEquals(Op.DONE, op("doctor", "waiting"));

        restores.waits = new RestoreLine(Instant.EPOCH, Instant.EPOCH, 4);
        expiries.waits = new ExpiryLine(Instant.EPOCH, 30, 100, null);
        assertEquals(Op.REFUSED, op("doctor", "waiting"));
        assertTrue(out.toString().contains("op reconcile --dry-run, then op reconcile --confirm"), out.toString());
        assertTrue(out.toString().contains("the time of 30 of 100 keys has ended"), out.toString());

        restores.waits = null;
        expiries.waits = new ExpiryLine(Instant.EPOCH, 30, 100, Instant.EPOCH);
        assertEquals(Op.DONE, op("doctor", "waiting"), "the word has been said");
    }

    private static final class Restored implements Restores {
        private RestoreLine waits;
        private List<ComparedLine> compared = List.of();
        private boolean ended;

        @Override
        public Optional<RestoreLine> waiting() {
            return Optional.ofNullable(waits);
        }

        @Override
        public List<ComparedLine> comparisons() {
            return compared;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    private static final class Ending implements Expiries {
        private ExpiryLine waits;
        private boolean allowed;

        @Override
        public Optional<ExpiryLine> waiting() {
            return Optional.ofNullable(waits);
        }

        @Override
        public void allow() {
            allowed = true;
        }
    }

    /** Ana has one key; once it has been asked to end, it does, unless it is stuck. */
    private final class Forgetting implements Erasure {
        private boolean stuck;
        private UserId forgotten;

        @Override
        public List<OpenKey> close(UserId user) {
            return dispatch.command != null && !stuck ? List.of() : List.of(new OpenKey(KEY, dispatch.command != null));
        }

        @Override
        public void forget(UserId user) {
            forgotten = user;
        }
    }

    /** Two letters, a day apart. */
    private static final class Cemetery implements DeadLetters {
        private static final BuriedRecord CREATE = buried("CreateKey", "2026-01-01T00:00:00Z");
        private static final BuriedRecord REVOKE = buried("RevokeKey", "2026-01-02T00:00:00Z");

        private List<BuriedRecord> replayed = List.of();

        private static BuriedRecord buried(String type, String at) {
            return new BuriedRecord(
                    UUID.nameUUIDFromBytes(type.getBytes(StandardCharsets.UTF_8)),
                    Instant.parse(at),
                    new DeadLetter(
                            "key-provisioner-key-commands-in",
                            "keys.commands.v1",
                            3,
                            17,
                            DeadLetter.Kind.POISON,
                            "no value",
                            Map.of("ce_type", "dev.llavero.keys." + type + ".v1"),
                            KEY.toString(),
                            "bm90IGZvciBldmVyeWJvZHk="));
        }

        @Override
        public List<BuriedRecord> all() {
            return List.of(CREATE, REVOKE);
        }

        @Override
        public void replay(List<BuriedRecord> letters) {
            replayed = letters;
        }
    }

    private static ServerState state(ServerMode mode, Reason refusal) {
        return new ServerState(
                SERVER,
                Protocol.OUTLINE,
                PLACE,
                Map.of("en", "Netherlands"),
                "",
                "nl-1.vpn.example",
                100,
                true,
                mode,
                ManagedBy.FILE,
                null,
                refusal);
    }

    private static final class Recorded implements Dispatch {
        private Outcome outcome;
        private Envelope<? extends Command> command;
        private Duration patience;

        @Override
        public Outcome send(Envelope<? extends Command> sent, Duration wait) {
            command = sent;
            patience = wait;
            if (outcome == null) {
                throw new Unavailable("The broker does not answer", null);
            }
            return outcome;
        }

        Command message() {
            return command.message();
        }
    }

    /** One server, one user on Telegram, one key. */
    private static final class Known implements Views {
        private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
        private static final KeyLine LINE = new KeyLine(
                KEY,
                ANA,
                KeyView.State.SUSPENDED,
                SuspendReason.PAUSED,
                Protocol.OUTLINE,
                PLACE,
                SERVER,
                443,
                NEW_YEAR,
                NEW_YEAR);

        @Override
        public List<ServerLine> servers() {
            return List.of(new ServerLine(
                    SERVER,
                    PLACE,
                    Protocol.OUTLINE,
                    "nl-1.vpn.example",
                    ServerMode.ACTIVE,
                    3,
                    100,
                    true,
                    ManagedBy.FILE));
        }

        @Override
        public List<ForeignLine> foreignKeys() {
            return List.of(new ForeignLine(SERVER, "7", "Dad's\nphone", 443, NEW_YEAR, NEW_YEAR));
        }

        @Override
        public Optional<UserId> onTelegram(long telegramId) {
            return telegramId == 4711 ? Optional.of(ANA) : Optional.empty();
        }

        @Override
        public boolean isKnown(UserId user) {
            return user.equals(ANA);
        }

        @Override
        public List<KeyLine> keysOf(UserId user, boolean ended) {
            return user.equals(ANA) ? List.of(LINE) : List.of();
        }

        @Override
        public Optional<KeyLine> key(KeyId key) {
            return key.equals(KEY) ? Optional.of(LINE) : Optional.empty();
        }
    }
}
