package dev.llavero.bot.talk;

import dev.llavero.bot.send.Send;
import java.util.List;
import java.util.stream.Stream;

/** What the bot does about one update: commands to give, things to remember, things to say, in this order. */
public record Reaction(List<Order> orders, List<Change> changes, List<Send> sends) {
    public static final Reaction NONE = new Reaction(List.of(), List.of(), List.of());

    static Reaction say(Send... sends) {
        return new Reaction(List.of(), List.of(), List.of(sends));
    }

    Reaction order(Order order) {
        return new Reaction(append(orders, order), changes, sends);
    }

    Reaction remember(Change change) {
        return new Reaction(orders, append(changes, change), sends);
    }

    /** First this, then the other. */
    Reaction then(Reaction other) {
        return new Reaction(concat(orders, other.orders), concat(changes, other.changes), concat(sends, other.sends));
    }

    private static <T> List<T> append(List<T> list, T more) {
        return concat(list, List.of(more));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
