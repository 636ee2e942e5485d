package dev.llavero.bot.update;

import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.work.Backoff;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** While Telegram does not serve us: how often in a row, how long to wait, and who is told. */
final class TelegramOutage {
    private static final Logger LOG = Logger.getLogger(TelegramOutage.class);
    private static final Backoff DOWN = Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(20));
    private static final Duration CONFLICT = Duration.ofSeconds(2);
    private static final Duration REFUSED = Duration.ofSeconds(20);
    private static final int TOLD_EVERY = 20;
    private static final String READINESS = "telegram-token";
    private static final String TELEGRAM = "telegram";

    /** One failure may be a hiccup. */
    private static final int IS_AN_OUTAGE = 2;

    private final String missing;
    private final TelegramApi telegram;
    private final Observed observed;

    // Passes of a worker run one after another; each may be on another thread.
    private volatile int failures;

    /** @param missing what we do without meanwhile, as the log says it */
    TelegramOutage(String missing, TelegramApi telegram, Observed observed) {
        this.missing = missing;
        this.telegram = telegram;
        this.observed = observed;
    }

    /** The same call; its failures are {@link TelegramTrouble}. */
    <T> Uni<T> ask(Uni<T> call) {
        return call.onFailure().transform(failure -> TelegramTrouble.of(failure, telegram.masked(failure)));
    }

    void over() {
        if (failures > 0) {
            LOG.infof("Telegram answers again after %d failures", failures);
        }
        failures = 0;
        observed.stuck(READINESS, false);
        observed.served(TELEGRAM);
    }

    /** @return how long to wait before the next try */
    Duration goesOn(TelegramTrouble trouble) {
        failures++;
        if (failures == 1 || failures % TOLD_EVERY == 0) {
            LOG.warnf("%s (%s, %d in a row): %s", missing, trouble.kind(), failures, trouble.getMessage());
        }
        if (failures >= IS_AN_OUTAGE) {
            observed.missed(TELEGRAM, inWords(trouble.kind()));
        }
        return switch (trouble.kind()) {
            case REFUSED -> {
                observed.stuck(READINESS, true);
                yield REFUSED;
            }
            case CONFLICT -> CONFLICT;
            case BUSY -> trouble.retryAfter();
            case DOWN -> DOWN.after(failures);
        };
    }

    private static String inWords(TelegramTrouble.Kind kind) {
        return switch (kind) {
            case REFUSED -> "refuses the bot's token";
            case CONFLICT -> "gives this bot's updates to another program";
            case BUSY -> "wants fewer calls";
            case DOWN -> "does not answer";
        };
    }
}
