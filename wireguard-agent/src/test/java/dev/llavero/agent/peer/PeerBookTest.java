package dev.llavero.agent.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.peer.Decision.Change;
import dev.llavero.agent.peer.Decision.Replace;
import dev.llavero.agent.peer.Decision.Same;
import dev.llavero.agent.peer.Decision.Stale;
import dev.llavero.agent.peer.Decision.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerBookTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final PublicKey ONE = PrivateKey.fresh().publicKey();
    private static final PublicKey OTHER = PrivateKey.fresh().publicKey();
    private static final PresharedKey SECRET =
            new PresharedKey(PrivateKey.fresh().base64());

    private final PeerBook book = new PeerBook();

    @Test
    void theSameWishAgainChangesNothing() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));

        assertInstanceOf(Same.class, decide(wanted("ana", ONE, "10.64.0.2", 1)));
    }

    @Test
    void aLowerEpochComesFromThePast() {
        hold(wanted("ana", ONE, "10.64.0.2", 5));

        assertEquals(new Stale(5), decide(wanted("ana", ONE, "10.64.0.2", 4)));
    }

    @Test
    void aRemovalThatOvertookItsWishStandsAgainstIt() {
        remove("ana", 2, NOON);

        assertEquals(new Stale(2), decide(wanted("ana", ONE, "10.64.0.2", 1)));
        assertInstanceOf(Change.class, decide(wanted("ana", ONE, "10.64.0.2", 3)));
    }

    @Test
    void anotherKeysPublicKeyOrAddressIsAConflict() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));

        assertEquals(new Taken("publicKey"), decide(wanted("ben", ONE, "10.64.0.3", 1)));
        assertEquals(new Taken("addresses"), decide(wanted("ben", OTHER, "10.64.0.2", 1)));
    }

    @Test
    void otherAddressesKeepTheCountersAndFreeTheOldOnes() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));
        var before = book.held(new KeyId("ana")).orElseThrow().counterEpoch();

        hold(wanted("ana", ONE, "10.64.0.9", 2));

        assertEquals(before, book.held(new KeyId("ana")).orElseThrow().counterEpoch());
        assertInstanceOf(Change.class, decide(wanted("ben", OTHER, "10.64.0.2", 1)));
    }

    @Test
    void anotherPublicKeyTakesTheOldOnesPlace() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));

        var decision = assertInstanceOf(Replace.class, decide(wanted("ana", OTHER, "10.64.0.2", 1)));

        assertEquals(ONE, decision.old().publicKey());
    }

    @Test
    void countersBeginAnewWheneverThePeerIsAdded() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));
        var first = book.held(new KeyId("ana")).orElseThrow().counterEpoch();
        remove("ana", 2, NOON);
        hold(wanted("ana", ONE, "10.64.0.2", 3));
        var second = book.held(new KeyId("ana")).orElseThrow().counterEpoch();
        book.apply(new Entry.Filled(book.nextCounterEpoch(NOON)));

        assertTrue(second > first);
        assertTrue(book.held(new KeyId("ana")).orElseThrow().counterEpoch() > second);
    }

    @Test
    void aRemovalIsForgottenAfterSevenDays() {
        remove("ana", 2, NOON);
        book.forget(NOON.plus(Duration.ofDays(7)));
        assertEquals(1, book.removals().size());

        book.forget(NOON.plus(Duration.ofDays(7)).plusSeconds(1));

        assertEquals(List.of(), book.removals());
        assertInstanceOf(Change.class, decide(wanted("ana", ONE, "10.64.0.2", 1)));
    }

    @Test
    void theShortestJournalLeadsToTheSameBook() {
        hold(wanted("ana", ONE, "10.64.0.2", 1));
        remove("ana", 2, NOON);
        hold(wanted("ana", OTHER, "10.64.0.2", 3));
        hold(wanted("ben", ONE, "10.64.0.3", 1));
        var again = new PeerBook();
        book.entries().forEach(again::apply);

        assertEquals(book.held(new KeyId("ana")), again.held(new KeyId("ana")));
        assertEquals(book.held(new KeyId("ben")), again.held(new KeyId("ben")));
        assertEquals(book.removals(), again.removals());
        assertEquals(book.nextCounterEpoch(Instant.EPOCH), again.nextCounterEpoch(Instant.EPOCH));
    }

    private Decision decide(Wanted wanted) {
        return book.decide(wanted, NOON);
    }

    private void hold(Wanted wanted) {
        book.apply(Entry.Held.of(assertInstanceOf(Change.class, decide(wanted)).peer()));
    }

    private void remove(String key, long epoch, Instant at) {
        var last = book.held(new KeyId(key))
                .map(peer -> new Removal.Last(peer.publicKey(), peer.counterEpoch(), new Counters(1, 2, 3)));
        book.apply(Entry.Removed.of(new Removal(new KeyId(key), epoch, at, last)));
        assertEquals(Optional.empty(), book.held(new KeyId(key)));
    }

    private static Wanted wanted(String key, PublicKey publicKey, String address, long epoch) {
        return new Wanted(new KeyId(key), publicKey, SECRET, List.of(Address.of(address)), epoch);
    }
}
