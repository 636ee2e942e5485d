package dev.llavero.keys.key;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Whether a turn is still ours, asked before each call at a server: whoever stood still meanwhile, a whole process even, would do what is no
 * longer wanted behind the back of whoever has the turn now. By this process's steady clock, which goes on while it stands still.
 */
final class Ours {
    /** A turn is 15 s long and a call takes 8 s at most: what begins now ends in time. */
    private static final long CERTAIN_NANOS = 5_000_000_000L;

    private volatile long since;

    /** @param asked when the database was asked for the turn, as {@link System#nanoTime} */
    Ours(long asked) {
        since = asked;
    }

    /** @param prolong asks the database for the turn once more, and says whether it still is ours */
    Uni<Boolean> still(Supplier<Uni<Boolean>> prolong) {
        var now = System.nanoTime();
        if (now - since < CERTAIN_NANOS) {
            return Uni.createFrom().item(true);
        }
        return prolong.get().invoke(ours -> since = now);
    }
}
