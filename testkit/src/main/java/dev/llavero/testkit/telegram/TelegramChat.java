package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The chat of one person with the bot, as the person sees it. Every look is fresh. */
public final class TelegramChat {
    private final ControlClient control;
    private final long id;

    TelegramChat(ControlClient control, long id) {
        this.control = control;
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** All that are not deleted, oldest first. */
    public List<TelegramMessage> messages() {
        return messages(look()).stream().filter(m -> !m.deleted()).toList();
    }

    public Optional<TelegramMessage> lastFromBot() {
        return messages().stream().filter(TelegramMessage::fromBot).reduce((_, last) -> last);
    }

    /** The number of the last change: a place in time from which to wait. */
    public long change() {
        return look().path("change").asLong();
    }

    /** The texts of the keyboard below the input, row by row; empty when there is none. */
    public List<List<String>> replyKeyboard() {
        List<List<String>> rows = new ArrayList<>();
        look().path("reply_keyboard").path("keyboard").forEach(row -> {
            List<String> texts = new ArrayList<>();
            row.forEach(b -> texts.add(b.path("text").asText()));
            rows.add(texts);
        });
        return rows;
    }

    /** A message of the bot like this: one that is there already, or the first that appears or is edited to be so. */
    public TelegramMessage awaitMessage(Predicate<TelegramMessage> wanted, Duration timeout) {
        return awaitMessageAfter(0, wanted, timeout);
    }

    /** The same, but only among what was sent or edited after the change: that of a said message or of a press. */
    public TelegramMessage awaitMessageAfter(long change, Predicate<TelegramMessage> wanted, Duration timeout) {
        return await(change, m -> m.fromBot() && !m.deleted() && wanted.test(m), timeout);
    }

    public void awaitDeletion(TelegramMessage message, Duration timeout) {
        await(0, m -> m.id() == message.id() && m.deleted(), timeout);
    }

    private TelegramMessage await(long change, Predicate<TelegramMessage> wanted, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long after = change;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            JsonNode news = control.waitFor("chats/" + id + "/wait?after=" + after, left);
            Optional<TelegramMessage> found =
                    messages(news).stream().filter(wanted).reduce((_, last) -> last);
            if (found.isPresent()) return found.get();
            if (left.isZero()) throw new AssertionError("not seen within " + timeout + ", but:\n" + this);
            after = Math.max(after, news.path("change").asLong());
        }
    }

    private JsonNode look() {
        return control.get("chats/" + id);
    }

    private List<TelegramMessage> messages(JsonNode chat) {
        List<TelegramMessage> messages = new ArrayList<>();
        chat.path("messages").forEach(m -> messages.add(new TelegramMessage(control, id, m)));
        return messages;
    }

    @Override
    public String toString() {
        StringBuilder story = new StringBuilder();
        messages(look()).forEach(m -> story.append(m).append('\n'));
        return story.toString();
    }
}
