package dev.llavero.bot.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.platform.vault.Secret;
import org.junit.jupiter.api.Test;

class CopyableLinkTest {
    private static final Secret PASSWORD = new Secret("k7Jq2WvT9bXc4NfR8sLm0A");

    @Test
    void anEverydayLinkIsWhole() {
        assertEquals(
                OutlineLink.render("chacha20-ietf-poly1305", PASSWORD.reveal(), "nl1.example.org", 443, "Мой телефон"),
                CopyableLink.of(PASSWORD, "nl1.example.org", 443, "Мой телефон").reveal());
    }

    @Test
    void aLongNameIsCutUntilAButtonCanCarryTheLink() {
        var link = CopyableLink.of(PASSWORD, "nl1.example.org", 443, "я".repeat(60))
                .reveal();
        assertTrue(link.length() <= CopyableLink.LONGEST && link.length() > CopyableLink.LONGEST - 12, link);
        assertTrue(link.endsWith("%D1%8F"), "cut between characters");
    }

    @Test
    void aVeryLongHostLeavesNoRoomForAName() {
        var link = CopyableLink.of(PASSWORD, ("a".repeat(60) + ".").repeat(4) + "org", 443, "phone")
                .reveal();
        assertFalse(link.contains("#"));
    }

    @Test
    void itPrintsNothing() {
        assertEquals("***", CopyableLink.of(PASSWORD, "::1", 443, "phone").toString());
    }
}
