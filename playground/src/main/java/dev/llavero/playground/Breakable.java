package dev.llavero.playground;

/** A part that may be killed on purpose: whoever watches over it starts it again at once. */
interface Breakable extends Part {
    /** Returns when it is gone. */
    void kill();
}
