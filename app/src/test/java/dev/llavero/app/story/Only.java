package dev.llavero.app.story;

import java.util.stream.Stream;

/** Of a story that is told of many things, {@code -Dllavero.only} tells those whose names contain it. */
final class Only {
    private static final String WANTED = System.getProperty("llavero.only", "");

    private Only() {}

    static boolean isAsked() {
        return !WANTED.isEmpty();
    }

    static <T> Stream<T> of(Stream<T> things) {
        return things.filter(thing -> thing.toString().contains(WANTED));
    }
}
