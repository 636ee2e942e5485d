package dev.llavero.playground.lifeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Java agent that ends its JVM when standard input ends. The kernel closes that input when the supervisor is gone, even by
 * SIGKILL, so an application that itself knows nothing of supervisors never outlives one.
 */
public final class Lifeline {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private Lifeline() {}

    public static void premain(String arguments) {
        InputStream input = System.in;
        Thread.ofPlatform().daemon().name("lifeline").start(() -> hold(input));
    }

    private static void hold(InputStream input) {
        try {
            while (input.read() >= 0) {}
        } catch (IOException broken) {
            System.err.println("lifeline: " + broken.getMessage());
        }
        System.err.println("lifeline: the supervisor is gone, so this ends too");
        Thread.ofPlatform().daemon().start(Lifeline::haltWhenStuck);
        System.exit(0);
    }

    private static void haltWhenStuck() {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) LockSupport.parkNanos(PATIENCE);
        Runtime.getRuntime().halt(1);
    }
}
