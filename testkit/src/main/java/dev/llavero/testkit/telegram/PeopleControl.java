package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/** What people and groups do: appear, talk, block. */
final class PeopleControl {
    private final World world;

    PeopleControl(World world) {
        this.world = world;
    }

    void offer(ControlRoutes routes) {
        routes.locked("GET", "users", _ -> {
            ArrayNode users = Json.array();
            world.people().forEach(p -> users.add(p.asUser()));
            return users;
        });
        routes.locked("POST", "users", this::addUser);
        routes.locked("GET", "users/{id}", ask -> world.person(ask.id()).asUser());
        routes.locked("POST", "users/{id}/messages", this::says);
        routes.locked("POST", "users/{id}/photos", this::sendsPhoto);
        routes.locked("POST", "users/{id}/documents", this::sendsDocument);
        routes.locked("POST", "users/{id}/edits", this::edits);
        routes.locked("POST", "users/{id}/block", ask -> {
            world.block(world.person(ask.id()), chat(ask));
            return chat(ask).asSeen(Long.MAX_VALUE);
        });
        routes.locked("POST", "users/{id}/unblock", ask -> {
            world.unblock(world.person(ask.id()), chat(ask));
            return chat(ask).asSeen(Long.MAX_VALUE);
        });
        routes.locked("POST", "groups", ask -> {
            Person by = world.person(ask.json().path("by").asLong());
            Group group = new Group(Group.randomId(), ask.json().path("title").asText("Group"));
            return world.addToGroup(group, by).asSeen(0);
        });
        routes.locked("POST", "groups/{id}/messages", ask -> {
            Person by = world.person(ask.json().path("user").asLong());
            return world.fromPerson(by, chat(ask), said(ask), null, replyTo(ask))
                    .asSeen();
        });
        routes.locked("POST", "groups/{id}/kick", ask -> {
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
}
