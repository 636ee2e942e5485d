package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BotProfileTest {
    /** The snapshot is written while the bot goes on calling. */
    @Test
    void whatIsKeptStaysAsItWas() {
        var profile = new BotProfile(7, "llavero_bot");
        var list = Json.array();
        list.addObject().put("command", "start").put("description", "Get a key");
        profile.setCommands(list, null, "", 1);
        var kept = profile.state();

        profile.setCommands(list, null, "es", 2);
        profile.deleteCommands(null, "", 3);

        assertEquals(1, kept.commands().size());
    }
}
