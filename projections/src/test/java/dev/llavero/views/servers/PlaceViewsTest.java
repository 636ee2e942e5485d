package dev.llavero.views.servers;

import static dev.llavero.views.ViewsDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.platform.message.Envelope;
import dev.llavero.views.ViewsDatabase;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaceViewsTest {
    private static final Map<String, String> NETHERLANDS = Map.of("en", "Netherlands", "es", "Países Bajos");

    private static final WireGuard WIREGUARD = new WireGuard(
            "kPzXxhwcDm0lN2DvzNGhuZY1bKUUMBuXvJQb3ZOGFiE=", 51820, 1420, List.of("1.1.1.1", "2606:4700:4700::1111"));

    private final ViewsDatabase database = new ViewsDatabase();
    private final PlaceViews views = new PlaceViews(database.sql());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPlaceIsOfferedWithEveryProtocolThatHasRoomThere() {
        project(
                server("nl-1", Protocol.OUTLINE, true, ServerMode.ACTIVE, 1),
                server("nl-2", Protocol.WIREGUARD, true, ServerMode.ACTIVE, 1),
                server("de-1", Protocol.OUTLINE, true, ServerMode.ACTIVE, 1));
        var netherlands = new PlaceView(
                new LocationCode("nl"), "🇳🇱", NETHERLANDS, EnumSet.of(Protocol.OUTLINE, Protocol.WIREGUARD));
        assertEquals(List.of("de", "nl"), codes(null));
        assertEquals(List.of(netherlands), await(views.places(Protocol.WIREGUARD)));
        assertEquals("Países Bajos", netherlands.name("es"));
        assertEquals("Netherlands", netherlands.name("ru"));
    }

    @Test
    void aFullOrHiddenServerOffersNothing() {
        project(
                server("nl-1", Protocol.OUTLINE, false, ServerMode.ACTIVE, 1),
                server("de-1", Protocol.OUTLINE, true, ServerMode.HIDDEN, 1));
        assertEquals(List.of(), codes(null));
        assertEquals(2, await(views.servers()).size());
    }

    @Test
    void theNewestStateWinsWhateverArrivesTwice() {
        var old = server("nl-1", Protocol.OUTLINE, true, ServerMode.ACTIVE, 1);
        var newer = server("nl-1", Protocol.OUTLINE, true, ServerMode.HIDDEN, 2);
        project(old, newer, old);
        project(old);
        var seen = await(views.server(new ServerId("nl-1"))).orElseThrow();
        assertEquals(ServerMode.HIDDEN, seen.mode());
        assertEquals("nl-1.vpn.example", seen.host());
    }

    @Test
    void aRefusalAboutNoServerIsNoRow() {
        project(server("nl-9", null, false, null, 0));
        assertTrue(await(views.server(new ServerId("nl-9"))).isEmpty());
    }

    private List<String> codes(Protocol protocol) {
        return await(views.places(protocol)).stream()
                .map(place -> place.code().value())
                .toList();
    }

    @SafeVarargs
    private void project(Envelope<ServerEvent>... states) {
        database.inTransaction(sql -> ServerViewProjection.MODEL.live().handle(List.of(states), sql));
    }

    private static Envelope<ServerEvent> server(
            String id, Protocol protocol, boolean room, ServerMode mode, long version) {
        var place = id.substring(0, 2);
        var state = new ServerState(
                new ServerId(id),
                protocol,
                new LocationCode(place),
                place.equals("nl") ? NETHERLANDS : Map.of("en", "Germany"),
                place.equals("nl") ? "🇳🇱" : "🇩🇪",
                id + ".vpn.example",
                100,
                room,
                mode,
                ManagedBy.FILE,
                protocol == Protocol.WIREGUARD ? WIREGUARD : null,
                null);
        return new Envelope<>(
                UUID.randomUUID(),
                state,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version),
                version,
                UUID.randomUUID(),
                null,
                null);
    }
}
