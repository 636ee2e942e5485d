package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayServersTest {
    @TempDir
    Path temporary;

    private Home home;

    @BeforeEach
    void begin() {
        home = Home.at(temporary.resolve("run"));
    }

    @Test
    void nobodyCallsARealServerSo() {
        assertEquals(
                List.of("play-nl-1", "play-de-1", "play-nl-2"),
                PlayServers.of(home).all());
        assertFalse(PlayServers.of(home).areNamedAsRealOnes());
    }

    @Test
    void keysThatAnEarlierVersionMadeStayWhereTheyAre() throws Exception {
        Files.createDirectories(home.outline("nl-1"));
        assertEquals(List.of("nl-1", "de-1", "nl-2"), PlayServers.of(home).all());
        assertTrue(PlayServers.of(home).areNamedAsRealOnes());
    }

    @Test
    void aFreshStartIsANewOneInThisToo() throws Exception {
        Files.createDirectories(home.outline("nl-1"));
        home.forget(false);
        assertEquals("play-nl-1", PlayServers.of(home).nl1());
    }

    /** As after a day with an earlier version again. */
    @Test
    void onceTheyAreCalledSoTheyStaySo() throws Exception {
        Files.createDirectories(home.outline("nl-1"));
        Files.createDirectories(home.outline("play-nl-1"));
        assertEquals("play-nl-1", PlayServers.of(home).nl1());
    }
}
