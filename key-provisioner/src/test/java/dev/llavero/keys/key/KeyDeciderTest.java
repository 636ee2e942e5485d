package dev.llavero.keys.key;

import static dev.llavero.contracts.Reason.ENTITLEMENT_ENDED;
import static dev.llavero.contracts.Reason.KEY_LIMIT_REACHED;
import static dev.llavero.contracts.Reason.NOT_YOURS;
import static dev.llavero.contracts.Reason.NO_ROOM;
import static dev.llavero.contracts.Reason.NO_SUCH_KEY;
import static dev.llavero.contracts.Reason.NO_SUCH_LOCATION;
import static dev.llavero.contracts.Reason.PROTOCOL_NOT_OFFERED;
import static dev.llavero.contracts.Reason.WITHDRAWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyCommand.RenameKey;
import dev.llavero.contracts.KeyCommand.ResumeKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyCommand.SuspendKey;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyCreated;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRequested;
import dev.llavero.contracts.KeyEvent.KeyResumed;
import dev.llavero.contracts.KeyEvent.KeyRevoking;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.keys.key.Decision.To;
import dev.llavero.keys.key.Decision.Told;
import dev.llavero.keys.key.Decision.Wish;
import dev.llavero.keys.key.KeyState.Active;
import dev.llavero.keys.key.KeyState.Phase;
import dev.llavero.keys.key.KeyState.Refused;
import dev.llavero.keys.key.KeyState.Requested;
import dev.llavero.keys.key.KeyState.Revoked;
import dev.llavero.keys.key.KeyState.Revoking;
import dev.llavero.keys.key.KeyState.Suspended;
import dev.llavero.keys.server.ForeignKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyDeciderTest {
    private static final KeyId KEY = new KeyId(new UUID(0, 1));
    private static final UserId OWNER = new UserId(new UUID(0, 2));
    private static final UserId STRANGER = new UserId(new UUID(0, 3));
    private static final ServerId NL = new ServerId("nl-1");
    private static final ServerId DE = new ServerId("de-1");
    private static final LocationCode NETHERLANDS = new LocationCode("nl");
    private static final LocationCode GERMANY = new LocationCode("de");
    private static final Allowance ROOM_FOR_TWO = new Allowance(2, 0, false);

    private static final KeyState REQUESTED = new Requested();
    private static final KeyState ACTIVE = new Active();
    private static final KeyState PAUSING = new Suspended(SuspendReason.PAUSED, Phase.STOPPING);
    private static final KeyState PAUSED = new Suspended(SuspendReason.PAUSED, Phase.STOPPED);
    private static final KeyState RESUMING = new Suspended(SuspendReason.PAUSED, Phase.RESUMING);
    private static final KeyState STOPPED = new Suspended(SuspendReason.QUOTA_REACHED, Phase.STOPPED);
    private static final KeyState REVOKING = new Revoking();
    private static final KeyState REVOKED = new Revoked();
    private static final KeyState REFUSED = new Refused(NO_ROOM);

    private static final RequestedBy USER = RequestedBy.user(OWNER);
    private static final RequestedBy OPERATOR = RequestedBy.operator("ana");

    /** State, command → state, wish, events. A refusal is written as its reason. */
    static Stream<Arguments> everythingThatCanBeAskedOfAKey() {
        var revoke = new RevokeKey(KEY, USER);
        var pause = new SuspendKey(KEY, SuspendReason.PAUSED, USER);
        var stop = new SuspendKey(KEY, SuspendReason.OPERATOR, OPERATOR);
        var resume = new ResumeKey(KEY, USER);
        var resumeByOperator = new ResumeKey(KEY, OPERATOR);
        var rename = new RenameKey(KEY, new Sealed("bmFtZQ"), USER);
        var stoppedByOperator = new Suspended(SuspendReason.OPERATOR, Phase.STOPPED);
        var stopping = new Suspended(SuspendReason.OPERATOR, Phase.STOPPING);
        return Stream.of(
                arguments(REQUESTED, revoke, REVOKING, Wish.ABSENT, "KeyRefused:WITHDRAWN KeyRevoking"),
                arguments(ACTIVE, revoke, REVOKING, Wish.ABSENT, "KeyRevoking"),
                arguments(PAUSING, revoke, REVOKING, Wish.ABSENT, "KeyRefused:WITHDRAWN KeyRevoking"),
                arguments(PAUSED, revoke, REVOKED, Wish.UNCHANGED, "KeyRevoked"),
                arguments(RESUMING, revoke, REVOKING, Wish.ABSENT, "KeyRefused:WITHDRAWN KeyRevoking"),
                arguments(REVOKING, revoke, REVOKING, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(REVOKED, revoke, REVOKED, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REFUSED, revoke, REFUSED, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REQUESTED, pause, REQUESTED, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(ACTIVE, pause, PAUSING, Wish.ABSENT, ""),
                arguments(ACTIVE, stop, stopping, Wish.ABSENT, ""),
                arguments(PAUSING, pause, PAUSING, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(PAUSED, pause, PAUSED, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(PAUSED, stop, stoppedByOperator, Wish.UNCHANGED, "KeySuspended"),
                arguments(STOPPED, pause, STOPPED, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(RESUMING, pause, RESUMING, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(REVOKING, pause, REVOKING, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REVOKED, pause, REVOKED, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REQUESTED, resume, REQUESTED, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(ACTIVE, resume, ACTIVE, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(PAUSING, resume, PAUSING, Wish.UNCHANGED, "KeyRefused:NOT_NOW"),
                arguments(PAUSED, resume, RESUMING, Wish.PRESENT, ""),
                arguments(STOPPED, resume, STOPPED, Wish.UNCHANGED, "KeyRefused:HELD"),
                arguments(
                        STOPPED,
                        resumeByOperator,
                        new Suspended(SuspendReason.QUOTA_REACHED, Phase.RESUMING),
                        Wish.PRESENT,
                        ""),
                arguments(REVOKED, resume, REVOKED, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REQUESTED, rename, REQUESTED, Wish.UNCHANGED, "KeyRenamed"),
                arguments(ACTIVE, rename, ACTIVE, Wish.UNCHANGED, "KeyRenamed"),
                arguments(PAUSED, rename, PAUSED, Wish.UNCHANGED, "KeyRenamed"),
                arguments(REVOKING, rename, REVOKING, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"),
                arguments(REVOKED, rename, REVOKED, Wish.UNCHANGED, "KeyRefused:KEY_ENDED"));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("everythingThatCanBeAskedOfAKey")
    void decidesByTheTable(KeyState before, KeyCommand command, KeyState after, Wish wish, String events) {
        var decision = KeyDecider.decide(key(before), command, null, fleet());

        assertEquals(after, decision.after().state());
        assertEquals(wish, decision.wish());
        assertEquals(events, names(decision));
    }

    @ParameterizedTest(name = "of {0}")
    @MethodSource("everyState")
    void aStrangerChangesNothing(KeyState state) {
        var stranger = RequestedBy.user(STRANGER);
        for (var command : List.of(
                new RevokeKey(KEY, stranger),
                new SuspendKey(KEY, SuspendReason.PAUSED, stranger),
                new ResumeKey(KEY, stranger),
                new RenameKey(KEY, null, stranger))) {
            assertEquals(
                    refusal(command, OWNER, NOT_YOURS, key(state)),
                    KeyDecider.decide(key(state), command, null, fleet()));
        }
    }

    static Stream<KeyState> everyState() {
        return Stream.of(REQUESTED, ACTIVE, PAUSING, PAUSED, RESUMING, STOPPED, REVOKING, REVOKED, REFUSED);
    }

    @Test
    void whatIsNotThereIsRefusedAndStaysAway() {
        var command = new RevokeKey(KEY, USER);

        assertEquals(refusal(command, null, NO_SUCH_KEY, null), KeyDecider.decide(null, command, null, fleet()));
    }

    @Test
    void aUserCannotGiveOperatorsReasons() {
        var command = new SuspendKey(KEY, SuspendReason.OPERATOR, USER);

        assertEquals("KeyRefused:NOT_YOURS", names(KeyDecider.decide(key(ACTIVE), command, null, fleet())));
    }

    @Test
    void aKeyIsPlacedWhereThereIsMostRoom() {
        var decision = KeyDecider.decide(null, create(null, null), ROOM_FOR_TWO, fleet());

        assertEquals(DE, decision.after().server());
        assertEquals(Wish.PRESENT, decision.wish());
        assertEquals(
                List.of(new Told(new KeyRequested(KEY, OWNER, Protocol.OUTLINE, GERMANY, DE, null), To.THIS)),
                decision.told());
    }

    @Test
    void aKeyIsPlacedWhereItsUserWantsIt() {
        assertEquals(
                NL,
                KeyDecider.decide(null, create(Protocol.OUTLINE, NETHERLANDS), ROOM_FOR_TWO, fleet())
                        .after()
                        .server());
    }

    @Test
    void aServerThatDoesNotAnswerIsTheLastChoice() {
        var fleet = new Fleet(List.of(berth(NL, NETHERLANDS, 10, 9, 0), berth(DE, GERMANY, 10, 0, 3)));

        assertEquals(
                NL,
                KeyDecider.decide(null, create(null, null), ROOM_FOR_TWO, fleet)
                        .after()
                        .server());
    }

    @Test
    void roomReservedInABatchCountsForTheNextOfIt() {
        var fleet = new Fleet(List.of(berth(NL, NETHERLANDS, 1, 0, 0)));

        KeyDecider.decide(null, create(null, null), ROOM_FOR_TWO, fleet);

        assertEquals("KeyRefused:NO_ROOM", names(KeyDecider.decide(null, create(null, null), ROOM_FOR_TWO, fleet)));
        assertEquals(List.of(NL), fleet.filled());
    }

    @Test
    void aWireGuardKeyNeedsAnAddressOfItsOwn() {
        var fleet = new Fleet(List.of(wireGuard(NL, true), berth(DE, GERMANY, 10, 0, 0))).withAddresses(1);

        assertEquals("KeyRequested", names(decide(create(Protocol.WIREGUARD, null), fleet)));
        assertEquals("KeyRefused:NO_ADDRESS", names(decide(create(Protocol.WIREGUARD, null), fleet)));
        assertEquals("KeyRefused:NO_ADDRESS", names(decide(create(null, NETHERLANDS), fleet)));
        assertEquals(DE, decide(create(null, null), fleet).after().server());
        // What has an address keeps it.
        assertEquals(Wish.PRESENT, decide(new ResumeKey(KEY, USER), fleet).wish());
    }

    @Test
    void aWireGuardServerHasNoRoomBeforeItWasHeard() {
        var fleet = new Fleet(List.of(wireGuard(NL, false))).withAddresses(5);

        assertEquals("KeyRefused:NO_ROOM", names(decide(create(Protocol.WIREGUARD, null), fleet)));
    }

    private static Decision decide(KeyCommand command, Fleet fleet) {
        var key = command instanceof CreateKey
                ? null
                : new Key(KEY, OWNER, Protocol.WIREGUARD, NETHERLANDS, NL, null, PAUSED);
        return KeyDecider.decide(key, command, ROOM_FOR_TWO, fleet);
    }

    private static Fleet.Berth wireGuard(ServerId id, boolean known) {
        return new Fleet.Berth(id, NETHERLANDS, Protocol.WIREGUARD, ServerMode.ACTIVE, 10, 0, 0, known);
    }

    @Test
    void everyWayToRefuseAKey() {
        assertEquals(KEY_LIMIT_REACHED, whyRefused(create(null, null), new Allowance(2, 2, false)));
        assertEquals(ENTITLEMENT_ENDED, whyRefused(create(null, null), new Allowance(2, 0, true)));
        assertEquals(NO_SUCH_LOCATION, whyRefused(create(null, new LocationCode("xx")), ROOM_FOR_TWO));
        assertEquals(PROTOCOL_NOT_OFFERED, whyRefused(create(Protocol.WIREGUARD, NETHERLANDS), ROOM_FOR_TWO));
        assertEquals(
                NOT_YOURS,
                whyRefused(new CreateKey(KEY, OWNER, null, null, null, RequestedBy.user(STRANGER)), ROOM_FOR_TWO));
        assertEquals(
                "KeyRefused:KEY_EXISTS",
                names(KeyDecider.decide(key(ACTIVE), create(null, null), ROOM_FOR_TWO, fleet())));
    }

    @Test
    void aForeignKeyIsAdoptedOnceAndOnlyOnTheOperatorsWord() {
        var fleet = fleet().withForeign(Set.of(new ForeignKey(NL, "7"), new ForeignKey(NL, "8")));
        var full = new Allowance(2, 2, false);

        assertEquals("KeyRefused:NOT_YOURS", names(KeyDecider.decide(null, adopt(NL, "7", USER), full, fleet)));
        var adopted = KeyDecider.decide(null, adopt(NL, "7", OPERATOR), full, fleet);
        assertEquals(Wish.ADOPTED, adopted.wish());
        assertEquals(NL, adopted.after().server());
        assertEquals("KeyRequested", names(adopted));
        assertEquals("KeyRefused:NO_SUCH_KEY", names(KeyDecider.decide(null, adopt(NL, "7", OPERATOR), full, fleet)));
        assertEquals("KeyRefused:NO_SUCH_KEY", names(KeyDecider.decide(null, adopt(DE, "8", OPERATOR), full, fleet)));
        assertEquals(
                "KeyRefused:NO_SUCH_SERVER",
                names(KeyDecider.decide(null, adopt(new ServerId("xx-1"), "8", OPERATOR), full, fleet)));
        var erased = new Allowance(0, 0, false);
        assertEquals(
                "KeyRefused:KEY_LIMIT_REACHED",
                names(KeyDecider.decide(null, adopt(NL, "8", OPERATOR), erased, fleet)));
        assertEquals(
                "KeyRefused:ENTITLEMENT_ENDED",
                names(KeyDecider.decide(null, adopt(NL, "8", OPERATOR), new Allowance(2, 0, true), fleet)));
        assertEquals(
                "KeyRefused:KEY_EXISTS", names(KeyDecider.decide(key(ACTIVE), adopt(NL, "8", OPERATOR), full, fleet)));
    }

    private static AdoptKey adopt(ServerId server, String foreign, RequestedBy who) {
        return new AdoptKey(KEY, OWNER, server, foreign, who);
    }

    @Test
    void hiddenServersGetNoNewKeysButTakeTheirOwnBack() {
        var hidden = new Fleet(
                List.of(new Fleet.Berth(NL, NETHERLANDS, Protocol.OUTLINE, ServerMode.HIDDEN, 10, 0, 0, true)));

        assertEquals("KeyRefused:NO_ROOM", names(KeyDecider.decide(null, create(null, null), ROOM_FOR_TWO, hidden)));
        assertEquals(
                Wish.PRESENT,
                KeyDecider.decide(key(PAUSED), new ResumeKey(KEY, USER), null, hidden)
                        .wish());
    }

    @Test
    void whatWasSeenMovesOnlyWhatWaitsForIt() {
        assertEquals("KeyCreated", names(KeyDecider.seenPresent(key(REQUESTED), null, 443)));
        assertEquals("KeyResumed", names(KeyDecider.seenPresent(key(RESUMING), null, 443)));
        assertEquals("KeyRevoked", names(KeyDecider.seenAbsentEverywhere(key(REVOKING))));
        assertEquals("KeySuspended", names(KeyDecider.seenAbsentEverywhere(key(PAUSING))));
        for (var state : List.of(ACTIVE, PAUSING, PAUSED, REVOKING, REVOKED, REFUSED)) {
            assertEquals(Decision.nothing(key(state)), KeyDecider.seenPresent(key(state), 443, 443));
        }
        for (var state : List.of(REQUESTED, ACTIVE, PAUSED, RESUMING, REVOKED, REFUSED)) {
            assertEquals(Decision.nothing(key(state)), KeyDecider.seenAbsentEverywhere(key(state)));
        }
    }

    @Test
    void whoseKeyListensElsewhereNowHearsOfItThoughNobodyAsked() {
        assertEquals(
                List.of(new Told(new KeyResumed(KEY, OWNER, NL, 8443), To.NOBODY)),
                KeyDecider.seenPresent(key(ACTIVE), 443, 8443).told());
        assertEquals(Decision.nothing(key(ACTIVE)), KeyDecider.seenPresent(key(ACTIVE), null, 8443));
        for (var state : List.of(PAUSING, PAUSED, REVOKING, REVOKED, REFUSED)) {
            assertEquals(Decision.nothing(key(state)), KeyDecider.seenPresent(key(state), 443, 8443));
        }
    }

    @Test
    void whoeverWaitsForACreationThatIsWithdrawnHearsOfIt() {
        var decision = KeyDecider.decide(key(REQUESTED), new RevokeKey(KEY, USER), null, fleet());

        assertEquals(
                List.of(
                        new Told(new KeyRefused(KEY, OWNER, "CreateKey", WITHDRAWN), To.THE_EARLIER_COMMAND),
                        new Told(new KeyRevoking(KEY, OWNER), To.THIS)),
                decision.told());
    }

    @Test
    void theCreatedKeySaysWhereItListens() {
        assertEquals(
                new KeyCreated(KEY, OWNER, Protocol.OUTLINE, NETHERLANDS, NL, 8443, null),
                KeyDecider.seenPresent(key(REQUESTED), null, 8443)
                        .told()
                        .getFirst()
                        .event());
    }

    private static Decision refusal(KeyCommand command, UserId owner, Reason reason, Key key) {
        return Decision.of(
                key,
                Wish.UNCHANGED,
                new KeyRefused(KEY, owner, command.getClass().getSimpleName(), reason));
    }

    private static Reason whyRefused(CreateKey command, Allowance allowance) {
        var state = KeyDecider.decide(null, command, allowance, fleet()).after().state();
        return ((Refused) state).reason();
    }

    private static String names(Decision decision) {
        return String.join(
                " ", decision.told().stream().map(told -> name(told.event())).toList());
    }

    private static String name(KeyEvent event) {
        var name = event.getClass().getSimpleName();
        return event instanceof KeyRefused refused ? name + ":" + refused.reason() : name;
    }

    private static CreateKey create(Protocol protocol, LocationCode location) {
        return new CreateKey(KEY, OWNER, protocol, location, null, USER);
    }

    private static Key key(KeyState state) {
        return new Key(KEY, OWNER, Protocol.OUTLINE, NETHERLANDS, NL, null, state);
    }

    private static Fleet fleet() {
        return new Fleet(List.of(berth(NL, NETHERLANDS, 10, 5, 0), berth(DE, GERMANY, 10, 1, 0)));
    }

    private static Fleet.Berth berth(ServerId id, LocationCode location, int capacity, int reserved, int fails) {
        return new Fleet.Berth(id, location, Protocol.OUTLINE, ServerMode.ACTIVE, capacity, reserved, fails, true);
    }
}
