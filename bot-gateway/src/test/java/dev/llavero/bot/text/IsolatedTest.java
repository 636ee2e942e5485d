package dev.llavero.bot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolatedTest {
    @Test
    void aNameStandsInAnIsolateOfItsOwn() {
        assertEquals("\u2068تلفن\u2069", Isolated.name("تلفن"));
        assertEquals("\u2068Work phone\u2069", Isolated.name("  Work phone "));
    }

    @Test
    void nothingInANameReachesOutOfIt() {
        assertEquals("\u2068evil name\u2069", Isolated.name("\u202Eevil\u2069\u2066\nname\u0000"));
    }

    @Test
    void familiesOfEmojiStayTogether() {
        assertEquals("\u2068👨‍👩‍👧\u2069", Isolated.name("👨‍👩‍👧"));
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        var cut = Isolated.name("😀".repeat(4096));
        assertEquals(Isolated.LONGEST + 2, cut.codePointCount(0, cut.length()));
        assertFalse(cut.chars().anyMatch(unit -> Character.getType(unit) == Character.UNASSIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200B\u200D", "\u202E\u2066", "\n\t", "\u0301"})
    void aNameWithoutAnythingToSeeIsNone(String typed) {
        assertEquals("", Isolated.name(typed));
    }
}
