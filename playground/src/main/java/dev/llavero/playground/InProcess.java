package dev.llavero.playground;

import java.nio.file.Path;
import java.util.Optional;

/** A part without a process of its own: it lives in the supervisor's, or was brought along and lives elsewhere. */
record InProcess(String name, String where, Optional<Long> pid) implements Part {
    static InProcess here(String name, String where) {
        return new InProcess(name, where, Optional.of(ProcessHandle.current().pid()));
    }

    static InProcess elsewhere(String name, String where) {
        return new InProcess(name, where, Optional.empty());
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
