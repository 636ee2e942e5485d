/** A polled batch becomes rows, once. See {@link dev.llavero.platform.consumer.Batches}. */
package dev.llavero.platform.consumer;
