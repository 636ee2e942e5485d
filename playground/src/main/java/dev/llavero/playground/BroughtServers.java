package dev.llavero.playground;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers of a file that somebody brought: well as soon as the application has taken it in. */
record BroughtServers(String file, Supplier<Optional<Application>> application) implements Part {
    @Override
    public String name() {
        return "servers";
    }

    @Override
    public String where() {
        return file;
    }

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
        return application.get().flatMap(Application::serversFile);
    }
}
