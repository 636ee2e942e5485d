package dev.llavero.platform.consumer;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that a consumer was not given: the database stands before the first record that came.
 *
 * @param from the position in the database
 * @param to the offset of the first record that came, itself no part of the hole
 */
record Hole(TopicPartition partition, long from, long to) {}
