package dev.llavero.testkit.invariant;

import java.util.stream.Stream;

/** One of the numbered invariants. */
interface Invariant {
    /** What is broken and where, one sentence each; empty when it holds. Never a secret's text. */
    Stream<String> broken(Evidence evidence);
}
