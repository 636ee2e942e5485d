package dev.llavero.bot.update;

import dev.llavero.bot.access.Door;
import dev.llavero.bot.access.Invitation;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.interaction.Interactions;
import dev.llavero.bot.person.Persons;
import dev.llavero.bot.talk.Asked;
import dev.llavero.bot.talk.Change;
import dev.llavero.bot.talk.CommandIds;
import dev.llavero.bot.talk.Dialog;
import dev.llavero.bot.talk.Incoming;
import dev.llavero.bot.talk.Incoming.Sender;
import dev.llavero.bot.talk.Order;
import dev.llavero.bot.talk.Reaction;
import dev.llavero.bot.talk.Scene;
import dev.llavero.bot.talk.Talk;
import dev.llavero.bot.update.Chats.Chat;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the tables know of those who speak in a batch. Read once, kept up to date while the batch is decided one update after
 * another, written back once.
 */
final class Memory {
    private final Instant now;
    private final Door door;
    private final Map<Long, Persons.Met> people = new HashMap<>();
    private final Map<Long, Chat> chats = new HashMap<>();
    private final Map<Long, Dialog> dialogs = new HashMap<>();
    private final Map<UUID, Asked> asked = new HashMap<>();
    /** By the update with which they came. */
    private final Map<UUID, Invitation> invitations = new HashMap<>();

    private final Set<Long> seenChats = new HashSet<>();
    private final Set<Long> changedDialogs = new HashSet<>();
    private final Map<Long, String> languages = new LinkedHashMap<>();
    private final Map<Long, String> payloads = new LinkedHashMap<>();
    private final Map<Long, Boolean> blocked = new LinkedHashMap<>();

    private Memory(Instant now, Door door) {
        this.now = now;
        this.door = door;
    }

    static Uni<Memory> of(Sql sql, List<Incoming> batch, Instant now, Door door) {
        var memory = new Memory(now, door);
        var chats = batch.stream().flatMap(Memory::chat).distinct().toList();
        return Persons.meet(sql, speakers(batch))
                .invoke(memory.people::putAll)
                .chain(() -> Chats.find(sql, chats))
                .invoke(memory.chats::putAll)
                .chain(() -> Dialogs.find(sql, chats))
                .invoke(memory.dialogs::putAll)
                .chain(() -> Interactions.asked(sql, commands(batch)))
                .invoke(memory.asked::putAll)
                .chain(() -> memory.openTheDoor(sql, batch))
                .replaceWith(memory);
    }

    /** For those who bring an invitation, one after another: it may have one use left. */
    private Uni<Void> openTheDoor(Sql sql, List<Incoming> batch) {
        return batch.stream()
                .filter(Incoming.Said.class::isInstance)
                .map(Incoming.Said.class::cast)
                .filter(said -> Talk.payload(said).isPresent())
                .reduce(
                        Uni.createFrom().voidItem(),
                        (before, said) -> before.chain(() -> letIn(sql, said)),
                        (a, b) -> a.chain(() -> b));
    }

    private Uni<Void> letIn(Sql sql, Incoming.Said said) {
        var met = people.get(said.from().telegramId());
        return door.letIn(sql, met, Talk.payload(said).orElseThrow(), now)
                .invoke(by -> by.ifPresent(invitation -> {
                    people.put(met.person().telegramId(), met.letIn(invitation.hasTerms()));
                    invitations.put(said.identity(), invitation);
                }))
                .replaceWithVoid();
    }

    /** Whether anything was asked for at the door. */
    boolean grants() {
        return invitations.values().stream().anyMatch(Invitation::hasTerms);
    }

    private static Map<Long, String> speakers(List<Incoming> batch) {
        var speakers = new LinkedHashMap<Long, String>();
        batch.stream()
                .flatMap(Memory::speaker)
                .forEach(sender -> speakers.put(sender.telegramId(), sender.languageCode()));
        return speakers;
    }

    private static List<UUID> commands(List<Incoming> batch) {
        return batch.stream()
                .filter(Incoming.Pressed.class::isInstance)
                .map(Incoming.Pressed.class::cast)
                .map(pressed -> CallbackData.read(pressed.data()).flatMap(CommandIds::of))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Stream<Sender> speaker(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Said said -> Stream.of(said.from());
            case Incoming.Pressed pressed -> Stream.of(pressed.from());
            case Incoming.SaidInGroup said -> Stream.of();
            case Incoming.PressedInGroup pressed -> Stream.of();
            case Incoming.BlockedTheBot gone -> Stream.of();
            case Incoming.CameBack back -> Stream.of();
            case Incoming.Ignored ignored -> Stream.of();
            case Incoming.Unreadable unreadable -> Stream.of();
        };
    }

    private static Stream<Long> chat(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Said said -> Stream.of(said.chatId());
            case Incoming.Pressed pressed -> Stream.of(pressed.chatId());
            case Incoming.SaidInGroup said -> Stream.of(said.chatId());
            case Incoming.PressedInGroup pressed -> Stream.of();
            case Incoming.BlockedTheBot gone -> Stream.of();
            case Incoming.CameBack back -> Stream.of();
            case Incoming.Ignored ignored -> Stream.of();
            case Incoming.Unreadable unreadable -> Stream.of();
        };
    }

    Scene scene(Incoming incoming) {
        var met = speaker(incoming).findFirst().map(sender -> people.get(sender.telegramId()));
        var chat = chat(incoming).findFirst();
        return new Scene(
                met.map(Persons.Met::person).orElse(null),
                met.map(Persons.Met::firstContact).orElse(false),
                met.map(Persons.Met::newcomer).orElse(false),
                met.map(door::admits).orElse(false),
                met.map(known -> door.isOperator(known.person())).orElse(false),
                invitations.get(incoming.identity()),
                chat.map(chats::get).map(Chat::greeted).orElse(false),
                chat.map(dialogs::get).orElse(null),
                chat.map(chats::get).map(Chat::pointedAt).orElse(null),
                Map.copyOf(asked),
                now);
    }

    /** The next update of the batch sees what this one has changed. */
    void remember(Incoming incoming, Reaction reaction) {
        switch (incoming) {
            case Incoming.Said said -> saw(said.chatId(), said.messageId());
            case Incoming.Pressed pressed ->
                saw(pressed.chatId(), pressed.messageId() == null ? 0 : pressed.messageId());
            case Incoming.SaidInGroup said -> {}
            case Incoming.PressedInGroup pressed -> {}
            case Incoming.BlockedTheBot gone -> {}
            case Incoming.CameBack back -> {}
            case Incoming.Ignored ignored -> {}
            case Incoming.Unreadable unreadable -> {}
        }
        reaction.changes().forEach(change -> remember(incoming, change));
        speaker(incoming).forEach(sender -> spoke(sender.telegramId(), reaction.orders()));
    }

    private void saw(long chat, long message) {
        chats.put(chat, chats.getOrDefault(chat, Chat.with(chat)).saw(message));
        seenChats.add(chat);
    }

    private void spoke(long person, List<Order> orders) {
        var met = people.get(person);
        people.put(person, met.known(!orders.isEmpty()));
        Order.awaited(orders)
                .forEach(order -> asked.put(
                        order.commandId(), new Asked(met.person().userId(), order.task(), order.key(), false)));
    }

    private void remember(Incoming incoming, Change change) {
        var chat = chat(incoming).findFirst().orElse(0L);
        switch (change) {
            case Change.BeganDialog(var dialog) -> {
                dialogs.put(chat, dialog);
                changedDialogs.add(chat);
            }
            case Change.EndedDialog ended -> {
                dialogs.remove(chat);
                changedDialogs.add(chat);
            }
            case Change.ChoseLanguage(var language) -> languages.put(chat, language);
            case Change.CameWith(var payload) -> payloads.put(chat, payload);
            case Change.Greeted greeted -> chats.compute(chat, (id, known) -> known.greet());
            case Change.PointedToPrivateChat pointed -> {
                chats.put(chat, chats.getOrDefault(chat, Chat.group(chat)).pointed(now));
                seenChats.add(chat);
            }
            case Change.Blocked(var person) -> blocked.put(person, true);
            case Change.Unblocked(var person) -> blocked.put(person, false);
        }
    }

    Uni<Void> save(Sql sql) {
        var begun = new LinkedHashMap<Long, Dialog>();
        changedDialogs.stream()
                .filter(dialogs::containsKey)
                .sorted()
                .forEach(chat -> begun.put(chat, dialogs.get(chat)));
        var ended = changedDialogs.stream()
                .filter(chat -> !dialogs.containsKey(chat))
                .toList();
        return Chats.save(sql, seenChats.stream().map(chats::get).toList())
                .chain(() -> Dialogs.end(sql, ended))
                .chain(() -> Dialogs.begin(sql, begun))
                .chain(() -> Persons.chooseLanguages(sql, languages))
                .chain(() -> Persons.keepPayloads(sql, payloads))
                .chain(() -> Persons.block(sql, blocked));
    }
}
