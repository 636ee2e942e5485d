package dev.llavero.playground;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that somebody brought along, and that only the application speaks to.
 *
 * @param looks asks the application how it stands with it
 */
record Brought(
        String name,
        String where,
        Supplier<Optional<Application>> application,
        Function<Application, Optional<String>> looks)
        implements Part {
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
        return application.get().flatMap(looks);
    }
}
