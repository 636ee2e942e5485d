package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The chat of one person, or a group, with the bot. Message ids count from 1 in every chat, so that a bot which takes them
 * for unique in the world is found out. Used under the lock.
 */
final class Chat {
    private final SortedMap<Integer, Message> messages = new TreeMap<>();
    private final String instance;
    private final Peer peer;
    private boolean started;
    private boolean blocked;
    private JsonNode replyKeyboard;
    private JsonNode menuButton;
    private String action;
    private long actionUntil;
    private long change;
    private int lastId;

    record State(
            Peer peer,
            String instance,
            boolean started,
            boolean blocked,
            JsonNode replyKeyboard,
            JsonNode menuButton,
            long change,
            int lastId,
            List<Message> messages) {}

    Chat(Peer peer, String instance, long change) {
        this.peer = peer;
        this.instance = instance;
        this.change = change;
    }

    static Chat restored(State saved) {
        Chat chat = new Chat(saved.peer(), saved.instance(), saved.change());
        chat.started = saved.started();
        chat.blocked = saved.blocked();
        chat.replyKeyboard = nullIfMissing(saved.replyKeyboard());
        chat.menuButton = nullIfMissing(saved.menuButton());
        chat.lastId = saved.lastId();
        saved.messages().forEach(m -> chat.messages.put(m.id(), m));
        return chat;
    }

    private static JsonNode nullIfMissing(JsonNode json) {
        return json == null || json.isNull() ? null : json;
    }

    State state() {
        return new State(
                peer,
                instance,
                started,
                blocked,
                replyKeyboard,
                menuButton,
                change,
                lastId,
                new ArrayList<>(messages.values()));
    }

    Peer peer() {
        return peer;
    }

    String instance() {
        return instance;
    }

    void start() {
        started = true;
    }

    boolean started() {
        return started;
    }

    boolean blocked() {
        return blocked;
    }

    long change() {
        return change;
    }

    JsonNode menuButton() {
        return menuButton;
    }

    int nextMessageId() {
        return ++lastId;
    }

    void put(Message message) {
        messages.put(message.id(), message);
        if (!message.fromBot()) started = true;
        else action = null;
        change = message.change();
    }

    Optional<Message> message(int id) {
        return Optional.ofNullable(messages.get(id)).filter(m -> !m.deleted());
    }

    Collection<Message> messages() {
        return messages.values();
    }

    void block(boolean on, long number) {
        blocked = on;
        change = number;
    }

    void replyKeyboard(JsonNode keyboard, long number) {
        replyKeyboard = keyboard;
        change = number;
    }

    void menuButton(JsonNode button, long number) {
        menuButton = button;
        change = number;
    }

    void action(String what, long until, long number) {
        action = what;
        actionUntil = until;
        change = number;
    }

    /** Everything of this chat that changed after the number; 0 asks for all of it. */
    ObjectNode asSeen(long after) {
        ObjectNode json = Json.object()
                .put("id", peer.id())
                .put("change", change)
                .put("started", started)
                .put("blocked", blocked);
        switch (peer) {
            case Person person -> json.set("user", person.asUser());
            case Group group -> json.set("group", group.asChat());
        }
        if (replyKeyboard != null) json.set("reply_keyboard", replyKeyboard);
        if (menuButton != null) json.set("menu_button", menuButton);
        if (action != null) json.putObject("action").put("name", action).put("until", actionUntil);
        ArrayNode changed = json.putArray("messages");
        messages.values().stream().filter(m -> m.change() > after).forEach(m -> changed.add(m.asSeen()));
        return json;
    }
}
