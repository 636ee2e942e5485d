package dev.llavero.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildJvmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void aLineIsFoundBeforeAndAfterItIsPrinted() throws Exception {
        try (var child = start("tick")) {
            assertEquals("Ana", child.awaitLine("hello (\\w+)", PATIENCE).group(1));
            assertEquals("Ana", child.awaitLine("hello (\\w+)", PATIENCE).group(1));
            assertTrue(Files.readString(child.output()).startsWith("hello Ana\n"));
        }
    }

    @Test
    void aFrozenProcessSaysNothingUntilItIsThawed() throws Exception {
        try (var child = start("tick")) {
            child.awaitLine("tick", PATIENCE);
            child.freeze();
            while (tickWithin(200, child)) {}

            child.thaw();

            assertTrue(tickWithin(30_000, child));
        }
    }

    @Test
    void aKilledProcessIsGone() throws Exception {
        var child = start("tick");
        child.awaitLine("tick", PATIENCE);

        child.kill();

        assertTrue(child.exit().isDone());
        assertEquals(2, child.upheavals().size(), "its start and its end");
        assertEquals(137, child.exit().get(10, TimeUnit.SECONDS));
        assertFalse(child.isAlive());
    }

    @Test
    void whoWaitsForALineHearsOfTheEnd() throws Exception {
        try (var child = start("end")) {
            var failure = assertThrows(IllegalStateException.class, () -> child.awaitLine("never", PATIENCE));

            assertTrue(failure.getMessage().contains("exit code 7"), failure.getMessage());
            assertTrue(failure.getMessage().contains("hello Ana"), failure.getMessage());
            assertEquals(7, child.exit().get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatItPrintsDoesNotGrowForEver() throws Exception {
        var output = dir.resolve("greeter.out");
        try (var child = greeter("leave").keeping(100).start(output)) {
            child.awaitLine("bye", PATIENCE);
        }

        assertEquals("hello Ana\n" + "tick\n".repeat(19), Files.readString(dir.resolve("greeter.out.1")));
        assertEquals("tick\n".repeat(11) + "bye\n", Files.readString(output));
    }

    @Test
    void allThatItPrintedIsThereWhenItHasEnded() throws Exception {
        try (var child = start("leave")) {
            assertEquals(0, child.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals("hello Ana\n" + "tick\n".repeat(30) + "bye\n", child.printed());
        }
    }

    private static boolean tickWithin(int millis, ChildJvm child) throws Exception {
        return child.nextLine("tick")
                        .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                        .get()
                != null;
    }

    private ChildJvm start(String behaviour) {
        return greeter(behaviour).start(dir.resolve("greeter.out"));
    }

    private static ChildJvm.Launch greeter(String behaviour) {
        return ChildJvm.named("greeter")
                .main(System.getProperty("java.class.path"), Greeter.class.getName())
                .options("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .environment("WHO", "Ana")
                .arguments(behaviour);
    }

    static final class Greeter {
        public static void main(String... args) {
            System.out.println("hello " + System.getenv("WHO"));
            if (args[0].equals("end")) System.exit(7);
            if (args[0].equals("leave")) {
                System.out.println("tick\n".repeat(30) + "bye");
                System.exit(0);
            }
            while (true) {
                System.out.println("tick");
                LockSupport.parkNanos(10_000_000);
            }
        }
    }
}
