package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
    @Test
    void withoutWordsItGoesOnUntilSomebodyEndsIt() {
        var plan = ChaosPlan.parse(List.of());
        assertEquals(Duration.ZERO, plan.lasts());
        assertTrue(plan.seed() > 0);
    }

    @Test
    void everyWordIsTaken() {
        assertEquals(
                new ChaosPlan(Duration.ofMinutes(10), Duration.ofSeconds(3), 8, 42),
                ChaosPlan.parse(List.of("--seed", "42", "--minutes", "10", "--every", "3", "--people", "8")));
    }

    @Test
    void nothingElseIs() {
        for (var words : List.of(
                List.of("--minutes"),
                List.of("--minutes", "0"),
                List.of("--minutes", "-1"),
                List.of("--people", "51"),
                List.of("--every", "2s"),
                List.of("--loud", "1"))) {
            assertThrows(Refusal.class, () -> ChaosPlan.parse(words), words::toString);
        }
    }
}
