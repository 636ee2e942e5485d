package dev.llavero.keys.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.KeyId;
import dev.llavero.keys.reconcile.Findings.Known;
import dev.llavero.platform.vault.Secret;
import dev.llavero.vpn.HeldKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final KeyId KEY = KeyId.of("5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c11");

    @Test
    void whatIsThereAndShouldBeIsNoNews() {
        assertEquals(nothing(), Findings.of(Map.of(KEY, Known.PRESENT), List.of(held(KEY.toString()))));
    }

    @Test
    void whatWasForgottenIsMissing() {
        assertEquals(
                new Findings(List.of(KEY), List.of(), List.of()), Findings.of(Map.of(KEY, Known.PRESENT), List.of()));
    }

    @Test
    void whatShouldBeGoneIsSurplus() {
        assertEquals(
                new Findings(List.of(), List.of(KEY), List.of()),
                Findings.of(Map.of(KEY, Known.ABSENT), List.of(held(KEY.toString()))));
    }

    @Test
    void whatIsBeingWorkedOnIsLeftAlone() {
        assertEquals(nothing(), Findings.of(Map.of(KEY, Known.MOVING), List.of()));
        assertEquals(nothing(), Findings.of(Map.of(KEY, Known.MOVING), List.of(held(KEY.toString()))));
    }

    @Test
    void whatWeDoNotKnowIsForeignWhateverItIsCalled() {
        for (var id : Set.of(
                "0", "", "Dad", UUID.randomUUID().toString(), KEY.toString().toUpperCase(Locale.ROOT))) {
            assertEquals(
                    new Findings(List.of(KEY), List.of(), List.of(held(id))),
                    Findings.of(Map.of(KEY, Known.PRESENT), List.of(held(id))));
        }
    }

    private static Findings nothing() {
        return new Findings(List.of(), List.of(), List.of());
    }

    private static HeldKey held(String id) {
        return new HeldKey.OutlineKey(id, "", SECRET, "chacha20-ietf-poly1305", 443);
    }

    private static final Secret SECRET = new Secret("only for tests");
}
