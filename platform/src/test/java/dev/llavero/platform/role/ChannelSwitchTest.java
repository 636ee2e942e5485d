package dev.llavero.platform.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelSwitchTest {
    private final ChannelSwitch channels = new ChannelSwitch();

    @AfterEach
    void forget() {
        System.clearProperty(Roles.VARIABLE);
    }

    @Test
    void aChannelIsOnWhereItsRoleIsPlayed() {
        System.setProperty(Roles.VARIABLE, "projections");
        assertEquals("true", channels.getValue("mp.messaging.incoming.projections-key-view-v1-in.enabled"));
        assertEquals("false", channels.getValue("mp.messaging.incoming.bot-gateway-key-events-in.enabled"));
        assertNull(channels.getValue("mp.messaging.incoming.projections-key-view-v1-in.topic"));
    }

    @Test
    void allRolesArePlayedUnlessSomeAreNamed() {
        System.setProperty(Roles.VARIABLE, "all");
        assertEquals("true", channels.getValue("mp.messaging.incoming.bot-gateway-key-events-in.enabled"));
    }
}
