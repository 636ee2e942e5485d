package dev.llavero.testkit.system;

import dev.llavero.testkit.telegram.Telegram;
import java.time.Duration;
import java.util.List;

/** Nothing waits: no update unconfirmed, no row due, no outbox row, every event seen by every reader. */
public record Rest(Telegram telegram, Database database) {
    private static final String WAITING = """
            select 'bot.outbox', count(*) from bot.outbox having count(*) > 0
            union all select 'keys.outbox', count(*) from keys.outbox having count(*) > 0
            union all select 'bot.send', count(*) from bot.send having count(*) > 0
            union all select 'keys.placement', count(*) from keys.placement where due_at is not null having count(*) > 0
            union all select 'bot.interaction', count(*) from bot.interaction where closed_at is null having count(*) > 0
            union all select 'views', count(*) from keys.key k left join views.key_view v on v.key_id = k.id
             where k.state <> 'REFUSED' and v.version is distinct from k.version having count(*) > 0
            """;

    /** @throws IllegalStateException saying what still waits when the time is over */
    public void await(Duration patience) {
        var updates = telegram.awaitUpdates(0, patience);
        if (!updates.pending().isEmpty()) {
            throw new IllegalStateException(
                    "unconfirmed updates: " + updates.pending().size());
        }
        var waiting = database.await(WAITING, List::isEmpty, patience);
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("still waiting: " + waiting);
        }
    }

    /** Table by table, those where something waits: its name and how many rows. */
    public List<List<String>> waiting() {
        return database.rows(WAITING);
    }
}
