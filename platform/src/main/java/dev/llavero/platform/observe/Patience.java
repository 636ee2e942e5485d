package dev.llavero.platform.observe;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits only so long. The answer may still come: cancelled, a failure that comes late would be logged as an error. */
final class Patience {
    private Patience() {}

    static <T> Uni<T> atMost(Duration limit, Uni<T> answer) {
        return answer.memoize().indefinitely().ifNoItem().after(limit).fail();
    }
}
