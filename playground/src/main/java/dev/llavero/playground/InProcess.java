package dev.llavero.playground;

import java.nio.file.Path;
import java.util.Optional;

/** A part that lives in the supervisor's JVM, or outside of this machine. */
record InProcess(String name, String where) implements Part {
    @Override
    public Optional<Long> pid() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> log() {
        return Optional.empty();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }
}
