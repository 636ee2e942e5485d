package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the bot called, and what goes wrong with it. */
final class TroubleControl {
    private final World world;

    TroubleControl(World world) {
        this.world = world;
    }

    void offer(ControlRoutes routes) {
        routes.on("GET", "calls", ask -> {
            long after = ask.http().query("after", 0);
            String method = ask.http().query("method").orElse(null);
            return world.changes
                    .await(ask.http().timeout(), () -> Optional.of(world.calls.after(after, method))
                            .filter(c -> !c.isEmpty()))
                    .orElse(List.of());
        });
        routes.locked("DELETE", "calls", ask -> {
            world.calls.forget(ask.http().query("through", 0));
            return Json.object().put("last", world.calls.lastNumber());
        });
        routes.on("GET", "faults", ask -> world.changes
                .await(ask.http().timeout(), () -> Optional.of(world.faults.armed())
                        .filter(List::isEmpty))
                .orElseGet(() -> world.changes.locked(world.faults::armed)));
        routes.locked("POST", "faults", this::arm);
        routes.locked("DELETE", "faults", _ -> {
            world.faults.clear();
            return world.faults.armed();
        });
        routes.locked("PUT", "outage", ask -> {
            String how = ask.json().path("how").asText("none").replace('-', '_').toUpperCase(Locale.ROOT);
            world.faults.outage(Faults.Outage.valueOf(how));
            if (world.faults.outage() != Faults.Outage.NONE) world.updates.endPolling();
            return settings();
        });
        routes.locked("GET", "settings", _ -> settings());
        routes.locked("PUT", "settings", ask -> {
            if (ask.json().has("rate_limit"))
                world.rateLimit.on(ask.json().path("rate_limit").asBoolean());
            if (ask.json().has("strict_html"))
                world.strictHtml(ask.json().path("strict_html").asBoolean());
            return settings();
        });
        routes.locked("POST", "clock", ask -> {
            world.clock.advance(
                    Duration.ofMillis((long) (ask.json().path("advance_seconds").asDouble() * 1000)));
            world.updates.expire();
            world.changes.next();
            return settings();
        });
    }

    private Object arm(Ask ask) {
        JsonNode json = ask.json();
        Fault fault = Json.as(json.path("fault"), Fault.class);
        if (fault == null) throw Refusal.badRequest("a fault needs a kind");
        world.faults.arm(
                json.path("method").asText("*"), fault, json.path("times").asInt(1));
        return world.faults.armed();
    }

    private ObjectNode settings() {
        return Json.object()
                .put(
                        "outage",
                        world.faults.outage().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("rate_limit", world.rateLimit.on())
                .put("strict_html", world.strictHtml())
                .put("now", world.clock.instant().toString());
    }
}
