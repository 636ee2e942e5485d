package dev.llavero.playground;

import java.nio.file.Files;
import java.util.List;

/**
 * What the servers of the playground are called. An id means one machine for good, so these are ids that nobody gives to a machine of
 * their own: whoever played first can bring real servers later.
 */
record PlayServers(String prefix) {
    /** As earlier versions called them. */
    private static final String NONE = "";

    private static final String PREFIX = "play-";

    /** Where an earlier version has made keys, they stay where they are. */
    static PlayServers of(Home home) {
        var before = new PlayServers(NONE);
        var now = new PlayServers(PREFIX);
        return Files.exists(home.outline(before.nl1())) && Files.notExists(home.outline(now.nl1())) ? before : now;
    }

    boolean areNamedAsRealOnes() {
        return prefix.equals(NONE);
    }

    /** Outline. */
    String nl1() {
        return prefix + "nl-1";
    }

    /** Outline. */
    String de1() {
        return prefix + "de-1";
    }

    /** WireGuard. */
    String nl2() {
        return prefix + "nl-2";
    }

    List<String> all() {
        return List.of(nl1(), de1(), nl2());
    }
}
