package dev.llavero.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsAMeasuredTime() {
        var hundred = new Latencies(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

        assertEquals(50, hundred.median());
        assertEquals(99, hundred.percentile(99));
        assertEquals(100, hundred.percentile(100));
        assertEquals(7, new Latencies(List.of(7.0)).percentile(99));
    }

    @Test
    void whatNeverEndedIsNotLeftOut() {
        var ended = Map.of("a", 1.5);

        assertEquals(500, Latencies.between(Map.of("a", 1.0), ended).median(), 1e-6);
        assertThrows(IllegalStateException.class, () -> Latencies.between(Map.of("a", 1.0, "b", 1.0), ended));
    }
}
