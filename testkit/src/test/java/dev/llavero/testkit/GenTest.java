package dev.llavero.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenTest {

    @AfterEach
    void forgetTheSeed() {
        System.clearProperty("llavero.seed");
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        assertEquals(story(Gen.of(42)), story(Gen.of(42)));
    }

    @Test
    void aFailureNamesTheSeedThatReplaysIt() {
        var seeds = new ArrayList<Long>();
        var failure = assertThrows(
                AssertionError.class,
                () -> Gen.forAll(100, gen -> {
                    seeds.add(gen.seed());
                    assertTrue(gen.chance(0.5));
                }));
        assertTrue(failure.getMessage().endsWith("-Dllavero.seed=" + seeds.getLast()), failure.getMessage());

        System.setProperty("llavero.seed", seeds.getLast().toString());
        Gen.forAll(100, gen -> assertEquals(seeds.getLast(), gen.seed()));
    }

    @Test
    void bothEndsAreReached() {
        var gen = Gen.of(1);
        var drawn = gen.listOf(200, 200, () -> gen.intBetween(-1, 1));
        assertEquals(List.of(-1, 0, 1), drawn.stream().distinct().sorted().toList());
        assertEquals(Long.MAX_VALUE, gen.longBetween(Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(Long.MIN_VALUE, gen.longBetween(Long.MIN_VALUE, Long.MIN_VALUE));
    }

    private static List<Object> story(Gen gen) {
        return List.of(gen.intBetween(1, 6), gen.text(), gen.word(8), gen.shuffled(List.of(1, 2, 3)), gen.chance(0.3));
    }
}
