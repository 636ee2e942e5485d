package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /_sim/…}: plays the people and breaks things. The endpoints are listed in the package's description. */
final class Control {
    static final String PREFIX = "/_sim/";

    private final World world;
    private final List<Route> routes = new ArrayList<>();

    private record Route(String verb, Pattern path, Handler handler) {}

    /** One request: the numbers of its path, and its body. */
    record Ask(Http http, Matcher path, byte[] body) {
        String part(String name) {
            return path.group(name);
        }

        long id() {
            return Long.parseLong(part("id"));
        }

        JsonNode json() {
            if (body.length == 0) return Json.object();
            try {
                return Json.as(body, JsonNode.class);
            } catch (UncheckedIOException e) {
                throw Refusal.badRequest("the body is not JSON");
            }
        }
    }

    /** Runs without the lock, for some wait. */
    @FunctionalInterface
    private interface Handler {
        Object handle(Ask ask);
    }

    /** An answer that is not JSON. */
    private record Content(String type, byte[] bytes) {}

    Control(World world) {
        this.world = world;
        people();
        groups();
        chats();
        updates();
        mischief();
    }

    void handle(Http http) throws IOException {
        String path = http.path().substring(PREFIX.length());
        byte[] body = http.body();
        try {
            switch (route(http, path, body)) {
                case Content(String type, byte[] bytes) -> http.answer(200, type, bytes);
                case Object json -> http.answer(200, json);
            }
        } catch (Refusal refusal) {
            http.answer(refusal.code, refusal.json());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            http.answer(400, Refusal.badRequest(e.getMessage()).json());
        }
    }

    private Object route(Http http, String path, byte[] body) {
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (route.verb().equals(http.verb()) && matcher.matches())
                return route.handler().handle(new Ask(http, matcher, body));
        }
        throw Refusal.notFound();
    }

    private void on(String verb, String path, Handler handler) {
        String regex = path.replace("{id}", "(?<id>-?\\d{1,18})")
                .replace("{message}", "(?<message>\\d{1,9})")
                .replace("{text}", "(?<text>[^/]+)");
        routes.add(new Route(verb, Pattern.compile(regex), handler));
    }

    private void locked(String verb, String path, Handler handler) {
        on(verb, path, ask -> world.changes.locked(() -> handler.handle(ask)));
    }

    private void people() {
        locked("GET", "users", _ -> {
            ArrayNode users = Json.array();
            world.people().forEach(p -> users.add(p.asUser()));
            return users;
        });
        locked("POST", "users", this::addUser);
        locked("GET", "users/{id}", ask -> world.person(ask.id()).asUser());
        locked("POST", "users/{id}/messages", this::says);
        locked("POST", "users/{id}/photos", this::sendsPhoto);
        locked("POST", "users/{id}/documents", this::sendsDocument);
        locked("POST", "users/{id}/edits", this::edits);
        locked("POST", "users/{id}/presses", this::presses);
        locked("POST", "users/{id}/block", ask -> {
            world.block(world.person(ask.id()), chat(ask));
            return chat(ask).asSeen(Long.MAX_VALUE);
        });
        locked("POST", "users/{id}/unblock", ask -> {
            world.unblock(world.person(ask.id()), chat(ask));
            return chat(ask).asSeen(Long.MAX_VALUE);
        });
        on("GET", "presses/{text}", ask -> world.changes
                .await(ask.http().timeout(), () -> settled(ask.part("text")))
                .orElseGet(() -> world.changes.locked(() -> press(ask.part("text")))));
    }

    private void groups() {
        locked("POST", "groups", ask -> {
            Person by = world.person(ask.json().path("by").asLong());
            Group group = new Group(Group.randomId(), ask.json().path("title").asText("Group"));
            return world.addToGroup(group, by).asSeen(0);
        });
        locked("POST", "groups/{id}/messages", ask -> {
            Person by = world.person(ask.json().path("user").asLong());
            return world.fromPerson(by, chat(ask), said(ask), null, replyTo(ask))
                    .asSeen();
        });
        locked("POST", "groups/{id}/kick", ask -> {
            world.block(world.person(ask.json().path("by").asLong()), chat(ask));
            return chat(ask).asSeen(Long.MAX_VALUE);
        });
    }

    private Object addUser(Ask ask) {
        JsonNode json = ask.json();
        String name = json.path("name").asText("").strip();
        if (name.isEmpty()) throw Refusal.badRequest("a user needs a name");
        String language = json.path("language").asText("").strip();
        String username = json.path("username").asText("").strip();
        long id = json.path("id").asLong(Person.randomId());
        Person person =
                new Person(id, name, username.isEmpty() ? null : username, language.isEmpty() ? null : language);
        world.register(person, false);
        return person.asUser();
    }

    private Chat chat(Ask ask) {
        return world.chat(ask.id());
    }

    private Object says(Ask ask) {
        return world.fromPerson(world.person(ask.id()), chat(ask), said(ask), null, replyTo(ask))
                .asSeen();
    }

    private static FormattedText said(Ask ask) {
        String text = ask.json().path("text").asText("").strip();
        if (text.isEmpty()) throw Refusal.badRequest("message text is empty");
        if (text.length() > Composing.LONGEST_TEXT) throw Refusal.badRequest("message is too long");
        return FormattedText.plain(text).withFoundEntities();
    }

    private static Integer replyTo(Ask ask) {
        JsonNode replyTo = ask.json().path("reply_to");
        return replyTo.isInt() ? replyTo.asInt() : null;
    }

    private Object sendsPhoto(Ask ask) {
        StoredFile photo = world.files.addPhoto(ask.body());
        return world.fromPerson(world.person(ask.id()), chat(ask), caption(ask), photo, null)
                .asSeen();
    }

    private Object sendsDocument(Ask ask) {
        String type = Optional.ofNullable(ask.http().contentType()).orElse("application/octet-stream");
        StoredFile document =
                world.files.addDocument(ask.body(), ask.http().query("name").orElse("file"), type);
        return world.fromPerson(world.person(ask.id()), chat(ask), caption(ask), document, null)
                .asSeen();
    }

    private static FormattedText caption(Ask ask) {
        return FormattedText.plain(ask.http().query("caption").orElse("")).withFoundEntities();
    }

    private Object edits(Ask ask) {
        FormattedText text =
                FormattedText.plain(ask.json().path("text").asText("")).withFoundEntities();
        return world.editedByPerson(chat(ask), ask.json().path("message_id").asInt(), text)
                .asSeen();
    }

    /** By place, by data, or forged: then any data, any message, any chat. */
    private Object presses(Ask ask) {
        JsonNode json = ask.json();
        Person by = world.person(ask.id());
        int messageId = json.path("message_id").asInt();
        if (json.path("forged").asBoolean()) {
            Chat where = world.chat(json.path("chat").asLong(by.id()));
            return seen(world.press(by, where, messageId, json.path("data").asText()));
        }
        Message message = chat(ask).message(messageId).orElseThrow(() -> Refusal.badRequest("message not found"));
        if (json.has("data")) {
            String data = json.path("data").asText();
            if (!message.offers(data)) throw Refusal.badRequest("the message has no such button");
            return seen(world.press(by, chat(ask), messageId, data));
        }
        JsonNode button = message.button(
                        json.path("row").asInt(), json.path("column").asInt())
                .orElseThrow(() -> Refusal.badRequest("the message has no such button"));
        if (!button.has("callback_data")) return button;
        return seen(world.press(
                by, chat(ask), messageId, button.path("callback_data").asText()));
    }

    private ObjectNode seen(Presses.PressState press) {
        return press.asSeen(world.clock.millis());
    }

    private ObjectNode press(String queryId) {
        return world.presses.find(queryId).map(this::seen).orElseThrow(Refusal::notFound);
    }

    private Optional<ObjectNode> settled(String queryId) {
        return Optional.of(press(queryId))
                .filter(p -> p.path("answered").asBoolean() || p.path("expired").asBoolean());
    }

    private void chats() {
        locked("GET", "chats/{id}", ask -> chat(ask).asSeen(ask.http().query("after", 0)));
        on("GET", "chats/{id}/wait", ask -> {
            long after = ask.http().query("after", 0);
            return world.changes
                    .await(ask.http().timeout(), () -> Optional.of(chat(ask))
                            .filter(c -> c.change() > after)
                            .map(c -> c.asSeen(after)))
                    .orElseGet(() -> world.changes.locked(() -> chat(ask).asSeen(after)));
        });
        locked("DELETE", "chats/{id}/messages/{message}", ask -> {
            Message message =
                    chat(ask).message(Integer.parseInt(ask.part("message"))).orElseThrow(Refusal::notFound);
            world.delete(chat(ask), message);
            return chat(ask).asSeen(message.change());
        });
        locked("GET", "files/{text}", ask -> {
            StoredFile file = world.files.find(ask.part("text")).orElseThrow(Refusal::notFound);
            return new Content(file.mimeType(), world.files.content(file));
        });
    }

    private void updates() {
        on("GET", "updates", ask -> {
            Optional<Long> atMostPending = ask.http().query("pending").map(Long::parseLong);
            Supplier<Optional<ObjectNode>> look = () -> Optional.of(queue())
                    .filter(q -> atMostPending.isEmpty() || q.path("pending").size() <= atMostPending.get());
            return world.changes.await(ask.http().timeout(), look).orElseGet(() -> world.changes.locked(this::queue));
        });
        locked("POST", "updates", this::inject);
        locked("POST", "updates/restart", ask -> {
            world.updates.restartAt(ask.json().path("next_id").asInt(1));
            return queue();
        });
        locked("POST", "updates/duplicate", _ -> {
            world.updates.duplicate();
            return queue();
        });
        locked("POST", "updates/reorder", ask -> {
            world.updates.reorder(new Random(ask.json().path("seed").asLong(1)));
            return queue();
        });
    }

    private ObjectNode queue() {
        ObjectNode json = Json.object();
        list(json.putArray("pending"), world.updates.pending());
        list(json.putArray("confirmed"), world.updates.confirmed());
        list(json.putArray("expired"), world.updates.expired());
        return json;
    }

    private static void list(ArrayNode into, List<Update> updates) {
        updates.forEach(u -> into.add(u.json()));
    }

    private Object inject(Ask ask) {
        JsonNode raw = ask.json();
        String type = raw.properties().stream()
                .map(e -> e.getKey())
                .filter(k -> !k.equals("update_id"))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("an update needs a type"));
        Integer id = raw.has("update_id") ? raw.path("update_id").asInt() : null;
        return world.updates.inject(id, type, raw.path(type)).json();
    }

    private void mischief() {
        on("GET", "calls", ask -> {
            long after = ask.http().query("after", 0);
            String method = ask.http().query("method").orElse(null);
            return world.changes
                    .await(ask.http().timeout(), () -> Optional.of(world.calls.after(after, method))
                            .filter(c -> !c.isEmpty()))
                    .orElse(List.of());
        });
        on("GET", "faults", ask -> world.changes
                .await(ask.http().timeout(), () -> Optional.of(world.faults.armed())
                        .filter(List::isEmpty))
                .orElseGet(() -> world.changes.locked(world.faults::armed)));
        locked("POST", "faults", this::arm);
        locked("DELETE", "faults", _ -> {
            world.faults.clear();
            return world.faults.armed();
        });
        locked("PUT", "outage", ask -> {
            String how = ask.json().path("how").asText("none").replace('-', '_').toUpperCase(Locale.ROOT);
            world.faults.outage(Faults.Outage.valueOf(how));
            return settings();
        });
        locked("GET", "settings", _ -> settings());
        locked("PUT", "settings", ask -> {
            if (ask.json().has("rate_limit"))
                world.rateLimit.on(ask.json().path("rate_limit").asBoolean());
            if (ask.json().has("strict_html"))
                world.strictHtml(ask.json().path("strict_html").asBoolean());
            return settings();
        });
        locked("POST", "clock", ask -> {
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
