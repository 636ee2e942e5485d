package dev.llavero.platform.work;

import java.util.stream.Stream;

/** A bean that has workers which are made as it is configured; a worker that is a bean itself needs none. */
public interface WorkerSource {
    Stream<Worker> workers();
}
