package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
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
        updates = new UpdateQueue(changes, clock, calls::lastNumber);
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
        saved.chats().forEach(c -> chats.put(c.peer().id(), Chat.restored(c)));
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

    Chat register(Peer peer, boolean started) {
        if (chats.containsKey(peer.id())) throw Refusal.badRequest("there is a chat " + peer.id() + " already");
        Chat chat = new Chat(peer, Long.toString(ThreadLocalRandom.current().nextLong()), changes.next());
        if (started) chat.start();
        chats.put(peer.id(), chat);
        return chat;
    }

    List<Person> people() {
        return chats.values().stream()
                .map(Chat::peer)
                .filter(Person.class::isInstance)
                .map(Person.class::cast)
                .toList();
    }

    Person person(long id) {
        return switch (chat(id).peer()) {
            case Person person -> person;
            case Group _ -> throw Refusal.badRequest("user not found");
        };
    }

    Chat chat(long id) {
        return Optional.ofNullable(chats.get(id)).orElseThrow(() -> Refusal.badRequest("chat not found"));
    }

    /** The chat, if the bot may write into it. */
    Chat writableChat(long id) {
        Chat chat = chat(id);
        if (!chat.started()) throw Refusal.badRequest("chat not found");
        if (chat.blocked())
            throw switch (chat.peer()) {
                case Person _ -> Refusal.forbidden("bot was blocked by the user");
                case Group _ -> Refusal.forbidden("bot was kicked from the supergroup chat");
            };
        return chat;
    }

    Message fromPerson(Person person, Chat chat, FormattedText body, StoredFile file, Integer replyTo) {
        if (chat.peer() instanceof Person) unblock(person, chat);
        Message message = new Message(
                chat.nextMessageId(), person, seconds(), null, body, file, null, replyTo, false, changes.next());
        chat.put(message);
        tell("message", chat, message);
        return message;
    }

    Message editedByPerson(Chat chat, int messageId, FormattedText body) {
        Message old = chat.message(messageId)
                .filter(m -> !m.fromBot())
                .orElseThrow(() -> Refusal.badRequest("message to edit not found"));
        Message message = old.edited(body, null, seconds(), changes.next());
        chat.put(message);
        tell("edited_message", chat, message);
        return message;
    }

    private void tell(String type, Chat chat, Message message) {
        if (heard(chat, message))
            updates.add(type, message.asMessage(chat, bot.asUser()), chat.peer().id());
    }

    /** In a group a bot in privacy mode, as every bot is at first, hears commands, mentions and answers to itself. */
    private boolean heard(Chat chat, Message message) {
        return switch (chat.peer()) {
            case Person _ -> true;
            case Group _ -> !chat.blocked() && concernsBot(chat, message);
        };
    }

    private boolean concernsBot(Chat chat, Message message) {
        String text = message.body().text();
        boolean answersBot = message.replyTo() != null
                && chat.message(message.replyTo()).filter(Message::fromBot).isPresent();
        return answersBot || text.startsWith("/") || text.contains("@" + bot.username());
    }

    Chat addToGroup(Group group, Person by) {
        Chat chat = register(group, true);
        membership(by, chat, "left", "member");
        return chat;
    }

    void block(Person by, Chat chat) {
        if (chat.blocked()) return;
        chat.block(true, changes.next());
        membership(by, chat, "member", "kicked");
    }

    void unblock(Person by, Chat chat) {
        if (!chat.blocked()) return;
        chat.block(false, changes.next());
        membership(by, chat, "kicked", "member");
    }

    private void membership(Person by, Chat chat, String before, String after) {
        ObjectNode payload = Json.object();
        payload.set("chat", chat.peer().asChat());
        payload.set("from", by.asUser());
        payload.put("date", seconds());
        payload.set("old_chat_member", member(before));
        payload.set("new_chat_member", member(after));
        updates.add("my_chat_member", payload, chat.peer().id());
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
        updates.add("callback_query", payload, where.peer().id());
        return press;
    }

    private static ObjectNode inaccessible(Chat where, int messageId) {
        ObjectNode json = Json.object().put("message_id", messageId).put("date", 0);
        json.set("chat", where.peer().asChat());
        return json;
    }

    // The bot

    Message fromBot(Chat chat, FormattedText body, StoredFile file, Markup markup, Integer replyTo) {
        JsonNode inline = markup instanceof Markup.Inline(JsonNode keyboard) ? keyboard : null;
        Message message = new Message(
                chat.nextMessageId(), null, seconds(), null, body, file, inline, replyTo, false, changes.next());
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
