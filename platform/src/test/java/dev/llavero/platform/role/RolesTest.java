package dev.llavero.platform.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "all", " all "})
    void nothingSaidMeansAll(String titles) {
        assertEquals(EnumSet.allOf(Role.class), Roles.parse(titles).active());
    }

    @Test
    void theNamedOnesArePlayed() {
        assertEquals(
                Set.of(Role.KEY_PROVISIONER, Role.PROJECTIONS),
                Roles.parse("key-provisioner, projections").active());
    }

    @Test
    void anUnknownOneIsAnErrorThatNamesTheKnown() {
        var message = assertThrows(IllegalArgumentException.class, () -> Roles.parse("key-provisoner"))
                .getMessage();

        assertTrue(message.contains("'key-provisoner'"));
        assertTrue(message.contains("key-provisioner, projections"));
    }
}
