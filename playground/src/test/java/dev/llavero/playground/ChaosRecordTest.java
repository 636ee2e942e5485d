package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.crowd.Wait;
import dev.llavero.testkit.invariant.Broken;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosRecordTest {
    private final ChaosRecord record = new ChaosRecord();

    @Test
    void onlyWhatWasAskedAfterAStrikeEndsItsWait() {
        var strike = record.strike("kafka", "killed");
        record.answered(new Wait(
                "Ana", "a key", strike.at().minusSeconds(1), strike.at().plusSeconds(5)));
        assertTrue(record.now(1).answeredAfter().isEmpty());

        record.answered(
                new Wait("Ana", "help", strike.at().plusSeconds(1), strike.at().plusSeconds(3)));
        assertEquals(3.0, record.now(1).answeredAfter().orElseThrow());
        assertEquals(2, record.summary().answers());
    }

    @Test
    void whatIsBrokenIsLostOrDoubledOrWrong() {
        record.found(Verdict.of(1, List.of()));
        assertTrue(record.summary().isWell());

        record.found(Verdict.of(
                1,
                List.of(
                        new Broken("1 every confirmed update is taken in", "confirmed and never taken in: update 1"),
                        new Broken("3 servers hold what they should", "missing: key a on nl-1"),
                        new Broken("3 servers hold what they should", "left over: key b on nl-1"),
                        new Broken("8 nothing is told twice", "press 7 was answered 9 times"),
                        new Broken("11 versions go up by one", "key a"))));
        var found = record.summary();
        assertEquals(List.of(2, 2, 1), List.of(found.lost(), found.doubled(), found.wrong()));
        assertFalse(found.isWell());
    }

    @Test
    void memoryIsComparedWithThatOfTheFirstRest() {
        assertEquals(0, record.summary().megabytesFirst());
        List.of(700L, 790L, 710L).forEach(record::rested);
        assertEquals(700, record.summary().megabytesFirst());
        assertEquals(710, record.summary().megabytes());
    }

    @Test
    void aCrowdThatStillWaitsHasLostSomething() {
        record.found(Verdict.late(120, "somebody still waits"));
        assertEquals(1, record.summary().lost());
    }
}
