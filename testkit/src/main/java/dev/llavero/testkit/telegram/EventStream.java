package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Server-sent events for the web chat: first everything, then whatever changed, each with the number to go on from. */
final class EventStream {
    static final String PATH = "/_sim/events";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final World world;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    EventStream(World world) {
        this.world = world;
    }

    void handle(Http http) throws IOException {
        http.exchange().getResponseHeaders().set("Content-Type", "text/event-stream");
        http.exchange().getResponseHeaders().set("Cache-Control", "no-store");
        http.exchange().sendResponseHeaders(200, 0);
        long after = toGoOnFrom(http);
        try (OutputStream out = http.exchange().getResponseBody()) {
            write(out, "retry: 1000\n\n");
            boolean first = true;
            while (!world.changes.closed()) {
                long from = after;
                boolean now = first;
                Optional<ObjectNode> news = world.changes.await(HEARTBEAT, () -> news(from, now));
                first = false;
                if (news.isEmpty()) {
                    write(out, ":\n\n");
                    continue;
                }
                after = news.get().path("change").asLong();
                write(out, "id: " + run + "-" + after + "\ndata: " + Json.text(news.get()) + "\n\n");
            }
        }
    }

    /** A number from before a restart means nothing: such a page is told everything again. */
    private long toGoOnFrom(Http http) {
        return Optional.ofNullable(http.exchange().getRequestHeaders().getFirst("Last-Event-ID"))
                .filter(id -> id.matches(run + "-\\d{1,18}"))
                .map(id -> Long.parseLong(id.substring(run.length() + 1)))
                .orElse(0L);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private Optional<ObjectNode> news(long after, boolean evenIfNone) {
        ObjectNode json = Json.object().put("change", world.changes.number()).put("everything", after == 0);
        boolean botChanged = after == 0 || world.bot.change() > after;
        if (botChanged) json.set("bot", world.bot.asUser());
        ArrayNode chats = json.putArray("chats");
        for (Person person : world.people()) {
            Chat chat = world.chat(person.id());
            if (botChanged || chat.change() > after) chats.add(withProfile(person, chat, after));
        }
        ArrayNode presses = json.putArray("presses");
        if (after > 0) world.presses.changedAfter(after).forEach(p -> presses.add(p.asSeen(world.clock.millis())));
        boolean anything = botChanged || !chats.isEmpty() || !presses.isEmpty();
        return anything || evenIfNone ? Optional.of(json) : Optional.empty();
    }

    private ObjectNode withProfile(Person person, Chat chat, long after) {
        ObjectNode json = chat.asSeen(after);
        String language = person.language() == null ? "" : person.language();
        json.set("commands", world.bot.commandsFor(person));
        json.put("bot_name", world.bot.text("name", language));
        json.put("bot_description", world.bot.text("description", language));
        if (!json.has("menu_button")) json.set("menu_button", world.bot.menuButton());
        return json;
    }
}
