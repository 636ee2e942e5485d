package dev.llavero.platform.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final String CHANNEL = "key-provisioner-key-commands-in";
    private static final TopicPartition ONE = partition(1);
    private static final TopicPartition TWO = partition(2);

    private final Reading reading = new Reading();

    @Test
    void aBatchAtThePositionHasNoHoleBeforeIt() {
        assertEquals(List.of(), holes(arrivals(ONE, 7, 8), Map.of(1, 7L)));
    }

    @Test
    void repeatsHaveNoHoleBeforeThem() {
        assertEquals(List.of(), holes(arrivals(ONE, 3, 4), Map.of(1, 7L)));
    }

    @Test
    void aPositionBeforeTheBatchIsAHole() {
        assertEquals(List.of(new Hole(ONE, 5, 7)), holes(arrivals(ONE, 7, 8), Map.of(1, 5L)));
    }

    @Test
    void aPartitionOfWhichNothingIsKnownIsReadFromItsBeginning() {
        assertEquals(List.of(new Hole(ONE, 0, 7)), holes(arrivals(ONE, 7, 8), Map.of()));
    }

    @Test
    void offsetsThatWereTidiedAwayAreNoHole() {
        reading.goesOn(CHANNEL, ONE, 5);
        assertEquals(List.of(), holes(arrivals(ONE, 7, 9), Map.of(1, 5L)));
    }

    @Test
    void anOlderDatabaseIsSeenBehindWhatWasGiven() {
        reading.goesOn(CHANNEL, ONE, 7);
        assertEquals(List.of(new Hole(ONE, 2, 7)), holes(arrivals(ONE, 7, 8), Map.of(1, 2L)));
        assertEquals(List.of(ONE), Reading.doubtful(reading.now().get(CHANNEL), Map.of(ONE, 2L)));
        assertEquals(List.of(), Reading.doubtful(reading.now().get(CHANNEL), Map.of(ONE, 7L)));
    }

    @Test
    void eachPartitionStandsForItself() {
        reading.goesOn(CHANNEL, ONE, 7);
        reading.goesOn(CHANNEL, TWO, 7);
        var arrivals = LongStream.of(1, 2)
                .boxed()
                .flatMap(number -> arrivals(partition(number.intValue()), 7).stream())
                .toList();
        assertEquals(List.of(new Hole(TWO, 3, 7)), holes(arrivals, Map.of(1, 7L, 2, 3L)));
    }

    @Test
    void whereTheDatabaseDidNotAnswerItIsComparedWithKafkasOffsetLater() {
        reading.goesOn(CHANNEL, ONE, 5);
        assertEquals(List.of(), holes(arrivals(ONE, 5), Map.of(1, 5L)));
        assertEquals(List.of(new Hole(ONE, 4, 5)), holes(arrivals(ONE, 5), Map.of(1, 4L)));
        assertEquals(List.of(ONE), Reading.doubtful(reading.now().get(CHANNEL), Map.of(ONE, 4L)));
    }

    @Test
    void whatOthersReadIsNotOurs() {
        reading.goesOn(CHANNEL, ONE, 7);
        reading.goesOn(CHANNEL, TWO, 7);
        reading.ends(CHANNEL, List.of(ONE));
        reading.ends("another", List.of(ONE));
        assertEquals(Map.of(CHANNEL, Map.of(TWO, 7L)), reading.now());
    }

    private List<Hole> holes(List<Arrival> arrivals, Map<Integer, Long> positions) {
        return reading.holes(CHANNEL, arrivals, positions);
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("keys.commands.v1", number);
    }

    private static List<Arrival> arrivals(TopicPartition partition, long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> Arrival.of(new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0])))
                .toList();
    }
}
