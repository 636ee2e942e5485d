package dev.llavero.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Those signals that Java cannot send. */
public enum Signal {
    STOP,
    CONT;

    /** Returns when the kernel has delivered it; fails when one of the processes does not exist. */
    public void send(long... pids) {
        // The shell's own kill: a slim machine has no /bin/kill.
        var command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\"", "sh", name()));
        LongStream.of(pids).mapToObj(Long::toString).forEach(command::add);
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            String complaint = new String(kill.getInputStream().readAllBytes()).strip();
            if (kill.waitFor() != 0) throw new IllegalStateException(complaint);
        } catch (IOException e) {
            throw new IllegalStateException("sending " + this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
