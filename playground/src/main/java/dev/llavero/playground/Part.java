package dev.llavero.playground;

import java.nio.file.Path;
import java.util.Optional;

/** Something that runs, as people see it: what it is, where, and how it is. */
interface Part {
    String name();

    /** An address to open or to connect to, without secrets. */
    String where();

    /** The process of its own, if it has one. */
    Optional<Long> pid();

    Optional<Path> log();

    /** Looks now. Empty while all is well, else one line without secrets. */
    Optional<String> trouble();
}
