package dev.llavero.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.Gen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeedlesTest {
    @Test
    void eachIsFoundWhereverItStands() {
        var needles = new Needles(
                Map.of("ss://", "a link", "password", "eight", "a longer password", "long", "пароль-пароль", "typed"));
        assertEquals(Set.of(), needles.in(""));
        assertEquals(Set.of(), needles.in("passwor"));
        assertEquals(Set.of("eight"), needles.in("password"));
        assertEquals(Set.of("eight", "long"), needles.in("x a longer password"));
        assertEquals(Set.of("a link"), needles.in("{\"url\":\"ss://"));
        assertEquals(Set.of("typed"), needles.in("{пароль-пароль}"));
        assertEquals(Set.of(), needles.in("пароль-парол"));
    }

    @Test
    void itFindsWhatPlainSearchFinds() {
        Gen.forAll(200, gen -> {
            var text = new StringBuilder();
            for (int i = 0; i < 400; i++) text.append((char) gen.intBetween('a', 'c'));
            var names = new HashMap<String, String>();
            for (int i = 0; i < 50; i++) {
                var needle = new StringBuilder();
                for (int length = gen.intBetween(3, 12); length > 0; length--)
                    needle.append((char) gen.intBetween('a', 'c'));
                names.put(needle.toString(), needle.toString());
            }
            var plain = new HashSet<String>();
            names.keySet().stream().filter(text.toString()::contains).forEach(plain::add);
            assertEquals(plain, new Needles(names).in(text.toString()));
        });
    }
}
