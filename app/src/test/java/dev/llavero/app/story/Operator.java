package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.system.LlaveroSystem;
import java.util.concurrent.TimeUnit;

/** Somebody at the command line of a system. */
record Operator(LlaveroSystem system) {
    private static final int PATIENCE_SECONDS = 60;

    /** {@code op <words>}, which must go well. @return what it said */
    String types(String... words) throws Exception {
        return types(0, words);
    }

    /** @param code with which it must end */
    String types(int code, String... words) throws Exception {
        try (var op = ChildJvm.named("op")
                .main(system.classPath(), "dev.llavero.app.op.Op")
                .arguments(words)
                .environment(system.settings())
                .environment(LlaveroSystem.login("llavero_op"))
                .start(system.folder().resolve("op.log"))) {
            assertEquals(code, op.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS), op::printed);
            return op.printed();
        }
    }
}
