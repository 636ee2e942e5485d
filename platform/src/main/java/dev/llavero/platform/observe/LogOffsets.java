package dev.llavero.platform.observe;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where the log of a partition begins and ends now. */
public interface LogOffsets {
    Uni<Map<TopicPartition, Long>> beginnings(Collection<TopicPartition> partitions);

    Uni<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions);
}
