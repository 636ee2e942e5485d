package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code op doctor} on a whole system, well and not. */
@Tag("all")
class DoctorIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Operator OPERATOR = new Operator(SYSTEM);

    @Test
    void aServerThatShowsAnotherCertificateIsNamedUntilItShowsItsOwn() throws Exception {
        SYSTEM.running();
        SYSTEM.outline("nl-1").wrongCertificate();
        try {
            var said = OPERATOR.types(1, "doctor", "pins");
            assertTrue(
                    said.lines()
                            .anyMatch(line -> line.startsWith("management nl-1")
                                    && line.contains("the certificate is not the pinned one")
                                    && line.contains("access.txt")),
                    said);
        } finally {
            SYSTEM.outline("nl-1").heal();
        }

        OPERATOR.types("doctor");
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }
}
