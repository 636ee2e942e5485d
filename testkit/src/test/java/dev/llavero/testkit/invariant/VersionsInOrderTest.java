package dev.llavero.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.system.Broker.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionsInOrderTest {
    private final List<Seen> records = new ArrayList<>();

    @Test
    void repeatsThatEndWithTheNewestLoseNothing() {
        told("nl-1", 1).told("nl-1", 2).told("de-1", 1).told("nl-1", 1).told("nl-1", 2);
        assertEquals(List.of(), sentences());
    }

    @Test
    void aLateRepeatThatWouldOutliveTheNewestIsTold() {
        told("nl-1", 1).told("nl-1", 2).told("de-1", 1).told("nl-1", 1);
        assertEquals(List.of("servers.state.v1 keeps version 1 of nl-1, which is not the newest"), sentences());
    }

    private VersionsInOrderTest told(String server, int version) {
        records.add(new Seen(
                "servers.state.v1",
                0,
                records.size(),
                server,
                Map.of("ce_sequence", Integer.toString(version), "ce_id", server + version),
                "{}"));
        return this;
    }

    private List<String> sentences() {
        return VersionsInOrder.lastIsNotNewest(records).toList();
    }
}
