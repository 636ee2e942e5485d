package dev.llavero.playground;

/** Why nothing was started, in one line for the person who asked for it. */
final class Refusal extends RuntimeException {
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int PORT_BUSY = 3;
    static final int RUNS_ALREADY = 4;

    final int exitCode;

    Refusal(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }
}
