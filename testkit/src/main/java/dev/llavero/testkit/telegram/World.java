package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Telegram as one bot meets it: people, their chats, the queue of updates. Used under the lock of {@link #changes}. */
final class World {
    final Changes changes = new Changes();
    final ShiftableClock clock;
    final UpdateQueue updates;
    final Presses presses;
    final FileStore files;
    final BotProfile bot;
    final CallLog calls = new CallLog(changes);
    final Faults faults = new Faults(changes);
    final RateLimit rateLimit;
    private final Map<Long, Chat> chats = new LinkedHashMap<>();
    private WebhookTarget webhook;
    private boolean strictHtml = true;

    record State(
            long change,
            List<Chat.State> chats,
            UpdateQueue.State updates,
            List<Presses.PressState> presses,
            List<StoredFile> files,
            BotProfile.State bot,
            WebhookTarget webhook) {}

    World(long botId, String botUsername, Path stateDirectory, Clock base) {
        clock = new ShiftableClock(base);
        updates = new UpdateQueue(changes, clock);
        presses = new Presses(changes, clock);
        files = new FileStore(stateDirectory);
        bot = new BotProfile(botId, botUsername);
        rateLimit = new RateLimit(clock);
    }

    State state() {
        return new State(
                changes.number(),
                chats.values().stream().map(Chat::state).toList(),
                updates.state(),
                presses.all(),
                files.all(),
                bot.state(),
                webhook);
    }

    void restore(State saved) {
        changes.continueFrom(saved.change());
        saved.chats().forEach(c -> chats.put(c.person().id(), Chat.restored(c)));
        updates.restore(saved.updates());
        presses.restore(saved.presses());
        files.restore(saved.files());
        bot.restore(saved.bot());
        webhook = saved.webhook();
    }

    long seconds() {
        return clock.instant().getEpochSecond();
    }

    boolean strictHtml() {
        return strictHtml;
    }

    void strictHtml(boolean strict) {
        strictHtml = strict;
    }

    Optional<WebhookTarget> webhook() {
        return Optional.ofNullable(webhook);
    }

    void webhook(WebhookTarget target) {
        webhook = target;
        updates.endPolling();
    }

    // People

    Chat register(Person person) {
        if (chats.containsKey(person.id())) throw Refusal.badRequest("there is a user " + person.id());
        Chat chat = new Chat(person, Long.toString(ThreadLocalRandom.current().nextLong()), changes.next());
        chats.put(person.id(), chat);
        return chat;
    }

    Collection<Chat> chats() {
        return chats.values();
    }

    Chat chat(long id) {
        return Optional.ofNullable(chats.get(id)).orElseThrow(() -> Refusal.badRequest("chat not found"));
    }

    /** The chat, if the bot may write into it. */
    Chat writableChat(long id) {
        Chat chat = chat(id);
        if (!chat.started()) throw Refusal.badRequest("chat not found");
        if (chat.blocked()) throw Refusal.forbidden("bot was blocked by the user");
        return chat;
    }

    Message fromPerson(Chat chat, FormattedText body, StoredFile file, Integer replyTo) {
        if (chat.blocked()) unblock(chat);
        Message message = new Message(
                chat.nextMessageId(), false, seconds(), null, body, file, null, replyTo, false, changes.next());
        chat.put(message);
        updates.add(
                "message", message.asMessage(chat, bot.asUser()), chat.person().id());
        return message;
    }

    Message editedByPerson(Chat chat, int messageId, FormattedText body) {
        Message old = chat.message(messageId)
                .filter(m -> !m.fromBot())
                .orElseThrow(() -> Refusal.badRequest("message to edit not found"));
        Message message = old.edited(body, null, seconds(), changes.next());
        chat.put(message);
        updates.add(
                "edited_message",
                message.asMessage(chat, bot.asUser()),
                chat.person().id());
        return message;
    }

    void block(Chat chat) {
        if (chat.blocked()) return;
        chat.block(true, changes.next());
        membership(chat, "member", "kicked");
    }

    void unblock(Chat chat) {
        if (!chat.blocked()) return;
        chat.block(false, changes.next());
        membership(chat, "kicked", "member");
    }

    private void membership(Chat chat, String before, String after) {
        ObjectNode payload = Json.object();
        payload.set("chat", chat.person().asChat());
        payload.set("from", chat.person().asUser());
        payload.put("date", seconds());
        payload.set("old_chat_member", member(before));
        payload.set("new_chat_member", member(after));
        updates.add("my_chat_member", payload, chat.person().id());
    }

    private ObjectNode member(String status) {
        ObjectNode member = Json.object();
        member.set("user", bot.asUser());
        member.put("status", status);
        return status.equals("kicked") ? member.put("until_date", 0) : member;
    }

    /** {@code where} is the chat of the message; a forged press may come from anybody and carry anything. */
    Presses.PressState press(Person by, Chat where, int messageId, String data) {
        Presses.PressState press = presses.add(by.id(), messageId, data);
        ObjectNode payload = Json.object().put("id", press.queryId());
        payload.set("from", by.asUser());
        payload.set(
                "message",
                where.message(messageId)
                        .map(m -> m.asMessage(where, bot.asUser()))
                        .orElseGet(() -> inaccessible(where, messageId)));
        payload.put("chat_instance", where.instance()).put("data", data);
        updates.add("callback_query", payload, where.person().id());
        return press;
    }

    private static ObjectNode inaccessible(Chat where, int messageId) {
        ObjectNode json = Json.object().put("message_id", messageId).put("date", 0);
        json.set("chat", where.person().asChat());
        return json;
    }

    // The bot

    Message fromBot(Chat chat, FormattedText body, StoredFile file, Markup markup, Integer replyTo) {
        JsonNode inline = markup instanceof Markup.Inline(JsonNode keyboard) ? keyboard : null;
        Message message = new Message(
                chat.nextMessageId(), true, seconds(), null, body, file, inline, replyTo, false, changes.next());
        chat.put(message);
        switch (markup) {
            case Markup.Reply(JsonNode keyboard) -> chat.replyKeyboard(keyboard, message.change());
            case Markup.Remove _ -> chat.replyKeyboard(null, message.change());
            case Markup.None _, Markup.Inline _, Markup.Force _ -> {}
        }
        return message;
    }

    void delete(Chat chat, Message message) {
        chat.put(message.gone(changes.next()));
    }
}
