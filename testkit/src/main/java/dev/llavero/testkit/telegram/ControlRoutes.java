package dev.llavero.testkit.telegram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /_sim/…}: plays the people and breaks things. The endpoints are listed in the package's description. */
final class ControlRoutes {
    static final String PREFIX = "/_sim/";

    private final Changes changes;
    private final List<Route> routes = new ArrayList<>();

    private record Route(String verb, Pattern path, Handler handler) {}

    @FunctionalInterface
    interface Handler {
        /** Something that becomes JSON, or a {@link Content}. */
        Object handle(Ask ask);
    }

    record Content(String type, byte[] bytes) {}

    private ControlRoutes(Changes changes) {
        this.changes = changes;
    }

    static ControlRoutes over(World world) {
        ControlRoutes routes = new ControlRoutes(world.changes);
        new PeopleControl(world).offer(routes);
        new ChatControl(world).offer(routes);
        new UpdateControl(world).offer(routes);
        new TroubleControl(world).offer(routes);
        return routes;
    }

    /** For what may wait: the handler takes the lock itself. */
    void on(String verb, String path, Handler handler) {
        String regex = path.replace("{id}", "(?<id>-?\\d{1,18})")
                .replace("{message}", "(?<message>\\d{1,9})")
                .replace("{text}", "(?<text>[^/]+)");
        routes.add(new Route(verb, Pattern.compile(regex), handler));
    }

    void locked(String verb, String path, Handler handler) {
        on(verb, path, ask -> changes.locked(() -> handler.handle(ask)));
    }

    void handle(Http http) throws IOException {
        byte[] body = http.body();
        try {
            switch (route(http, body)) {
                case Content(String type, byte[] bytes) -> http.answer(200, type, bytes);
                case Object json -> http.answer(200, json);
            }
        } catch (Refusal refusal) {
            http.answer(refusal.code, refusal.json());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            http.answer(400, Refusal.badRequest(e.getMessage()).json());
        }
    }

    private Object route(Http http, byte[] body) {
        String path = http.path().substring(PREFIX.length());
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (route.verb().equals(http.verb()) && matcher.matches())
                return route.handler().handle(new Ask(http, matcher, body));
        }
        throw Refusal.notFound();
    }
}
