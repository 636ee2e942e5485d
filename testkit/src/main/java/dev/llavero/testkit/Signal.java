package dev.llavero.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Those signals that Java cannot send. */
public enum Signal {
    STOP,
    CONT;

    /** Processes that have ended meanwhile are passed over. */
    public void send(long... pids) {
        if (pids.length == 0) return;
        // The shell's own kill: a slim machine has no /bin/kill.
        var command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\"", "sh", name()));
        LongStream.of(pids).mapToObj(Long::toString).forEach(command::add);
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            String complaint = new String(kill.getInputStream().readAllBytes()).strip();
            boolean sent = kill.waitFor() == 0;
            if (!sent && LongStream.of(pids).allMatch(Signal::exists)) throw new IllegalStateException(complaint);
        } catch (IOException e) {
            throw new IllegalStateException("sending " + this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean exists(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }
}
