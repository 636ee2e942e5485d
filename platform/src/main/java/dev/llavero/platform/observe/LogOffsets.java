package dev.llavero.platform.observe;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Which logs there are, and where that of a partition begins and ends now. */
public interface LogOffsets {
    Uni<Map<TopicPartition, Long>> beginnings(Collection<TopicPartition> partitions);

    Uni<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions);

    /** The topics that we may see, with the ids that the broker gave them when they were made. */
    Uni<Map<String, UUID>> topics();
}
