package dev.llavero.keys.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ServersFileText.NewServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersFileTextTest {
    private static final NewServer SERVER = server("nl3.example.org");

    private static NewServer server(String host) {
        return new NewServer(
                new ServerId("nl-3"), new LocationCode("nl"), Protocol.WIREGUARD, host, "nl-3.access.txt", 4000);
    }

    @Test
    void theFirstOneTakesThePlaceOfAnEmptyList() {
        var text = """
                # mine
                locations:
                  - {code: nl, flag: "🇳🇱", names: {en: Netherlands}}
                servers: []
                """;
        assertEquals("""
                # mine
                locations:
                  - {code: nl, flag: "🇳🇱", names: {en: Netherlands}}
                servers:\s
                  - id: nl-3
                    location: "nl"
                    protocol: wireguard
                    host: "nl3.example.org"
                    api-url-file: "nl-3.access.txt"
                    capacity: 4000
                """, ServersFileText.with(SERVER, text));
    }

    @Test
    void anotherOneStandsUnderTheOthersAsTheyDo() {
        var text = """
                locations: []
                servers:
                - {id: nl-1, location: nl}   # the old one
                # the end""";
        var with = ServersFileText.with(SERVER, text);
        assertTrue(with.startsWith(text), "nothing else changes");
        assertTrue(with.contains("\n- id: nl-3\n  location: \"nl\"\n"), with);
        var indented = ServersFileText.with(SERVER, text.replace("- {", "    - {"));
        assertTrue(indented.contains("\n    - id: nl-3\n      location: \"nl\"\n"), indented);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "servers: {}",
                "servers: []\nlocations: []\n",
                "locations: []\nservers: [{id: nl-1}]\n",
                "locations: [\nservers: \"https://h/secret\"",
            })
    void whereThereIsNoPlaceForItNothingIsWritten(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> ServersFileText.with(SERVER, text));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\"", "a b", "{a}", "*a", "a#"})
    void aHostIsAName(String host) {
        assertThrows(IllegalArgumentException.class, () -> server(host));
    }
}
