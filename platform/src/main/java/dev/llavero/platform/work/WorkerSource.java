package dev.llavero.platform.work;

import java.util.stream.Stream;

/** A bean that has workers. */
public interface WorkerSource {
    Stream<Worker> workers();
}
