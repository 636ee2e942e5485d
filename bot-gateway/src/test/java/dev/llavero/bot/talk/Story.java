package dev.llavero.bot.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.access.Invitation;
import dev.llavero.bot.button.Button;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.person.Person;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.bot.send.Send;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One person and the bot, as a dialogue: what they do, what comes of it. Remembers what the tables would. */
final class Story {
    static final UserId ANA = new UserId(new UUID(1, 1));
    static final UserId EVE = new UserId(new UUID(6, 6));
    static final long CHAT = 77;
    static final long GROUP = -1001;

    private final Talk talk = new Talk("llavero_bot", this::draft);
    private final Map<UUID, Asked> asked = new HashMap<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long drafts;
    private long updates;
    private boolean first;
    private boolean newcomer = true;
    private boolean admitted = true;
    private boolean operator;
    private Invitation invitation;
    private boolean greeted;
    private Dialog dialog;
    private Instant pointedAt;
    private Reaction reaction;

    private Story(boolean first) {
        this.first = first;
        this.greeted = !first;
    }

    static Story withAStranger() {
        return new Story(true);
    }

    static Story withAna() {
        return new Story(false);
    }

    static Story withAnOperator() {
        var story = new Story(false);
        story.operator = true;
        return story;
    }

    static Story atAClosedDoor() {
        var story = new Story(true);
        story.admitted = false;
        return story;
    }

    /** The next thing they do lets them in. */
    Story invited(int keys, int days) {
        admitted = true;
        invitation = new Invitation(new UUID(9, 9), 1, LocalDate.of(2026, 3, 1), keys, days);
        return this;
    }

    /** The n-th draft that the bot has drawn in this story, from 1. */
    static UUID draft(long nth) {
        return new UUID(0xd, nth);
    }

    private UUID draft() {
        return draft(++drafts);
    }

    Story says(String text) {
        updates++;
        return happens(new Incoming.Said(identity(), sender(), CHAT, updates, text));
    }

    Story sendsAPhoto() {
        return says(null);
    }

    Story presses(Button button) {
        return sends(CallbackData.write(button));
    }

    /** Whatever a client may send as {@code callback_data}. */
    Story sends(String callbackData) {
        updates++;
        return happens(new Incoming.Pressed(identity(), sender(), CHAT, 5L, "callback-" + updates, callbackData));
    }

    Story somebodySaysInTheGroup(String text) {
        updates++;
        return happens(new Incoming.SaidInGroup(identity(), GROUP, text));
    }

    Story happens(Incoming incoming) {
        reaction = talk.decide(incoming, scene());
        first = false;
        invitation = null;
        newcomer &= reaction.orders().isEmpty();
        Order.awaited(reaction.orders())
                .forEach(order -> asked.put(order.commandId(), new Asked(ANA, order.task(), order.key(), false)));
        reaction.changes().forEach(this::remember);
        return this;
    }

    private Scene scene() {
        return new Scene(
                new Person(CHAT, ANA, "es", null),
                first,
                newcomer,
                admitted,
                operator,
                invitation,
                greeted,
                dialog,
                pointedAt,
                Map.copyOf(asked),
                now);
    }

    private void remember(Change change) {
        switch (change) {
            case Change.BeganDialog(var begun) -> dialog = begun;
            case Change.EndedDialog ended -> dialog = null;
            case Change.Greeted done -> greeted = true;
            case Change.PointedToPrivateChat pointed -> pointedAt = now;
            case Change.ChoseLanguage chose -> {}
            case Change.CameWith came -> {}
            case Change.Blocked blocked -> {}
            case Change.Unblocked unblocked -> {}
        }
    }

    Story passes(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The final event of everything asked for so far is here. */
    Story everythingIsDone() {
        asked.replaceAll((id, one) -> new Asked(one.by(), one.task(), one.key(), true));
        return this;
    }

    /** Somebody else has given the command that this button stands for. */
    Story eveHasPressed(Button button, Task task, KeyId key) {
        asked.put(CommandIds.of(button).orElseThrow(), new Asked(EVE, task, key, true));
        return this;
    }

    Story sees(Screen... screens) {
        assertEquals(
                List.of(screens),
                reaction.sends().stream()
                        .filter(send -> send.form() == Send.Form.MENU || send.form() == Send.Form.MESSAGE)
                        .map(Send::screen)
                        .toList());
        return this;
    }

    Story seesNothing() {
        return sees();
    }

    Story thePressIsAnsweredWith(Screen toast) {
        assertEquals(
                List.of(toast),
                reaction.sends().stream()
                        .filter(send -> send.form() == Send.Form.CALLBACK_ANSWER)
                        .map(Send::screen)
                        .toList());
        return this;
    }

    Story asksFor(KeyCommand... commands) {
        assertEquals(
                List.of(commands),
                reaction.orders().stream()
                        .map(order -> ((Order.Ready) order).command())
                        .toList());
        return this;
    }

    Story asksForNothing() {
        assertEquals(List.of(), reaction.orders());
        return this;
    }

    Story remembers(Change... changes) {
        assertEquals(List.of(changes), reaction.changes());
        return this;
    }

    Order order() {
        assertEquals(1, reaction.orders().size(), "orders");
        return reaction.orders().getFirst();
    }

    Reaction reaction() {
        return reaction;
    }

    UUID identity() {
        return new UUID(0xbee, updates);
    }

    private static Incoming.Sender sender() {
        return new Incoming.Sender(CHAT, "es");
    }
}
