package dev.llavero.app.story;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.telegram.TelegramMessage;
import dev.llavero.testkit.telegram.TelegramUser;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** People who make and delete keys beside each other until they are told to leave; what each does next comes from the seed. */
final class Crowd implements AutoCloseable {
    /** Longer than any fault lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final List<String> LANGUAGES = List.of("en", "es", "ru");

    private final List<Life> lives = new ArrayList<>();
    private volatile boolean leaving;

    private Crowd() {}

    /** What is still to come of somebody. */
    private record Life(CompletableFuture<Void> firstKey, CompletableFuture<Void> end) {
        Life() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    static Crowd begin(LlaveroSystem system, Gen gen, int size) {
        var crowd = new Crowd();
        for (int i = 0; i < size; i++) {
            var own = Gen.of(gen.longBetween(0, Long.MAX_VALUE));
            crowd.begin(system.telegram().newUser("Crowd " + own.word(6), own.oneOf(LANGUAGES)), own);
        }
        return crowd;
    }

    private void begin(TelegramUser user, Gen gen) {
        var life = new Life();
        lives.add(life);
        Thread.ofVirtual().name(user.name()).start(() -> {
            try {
                live(user, gen, life.firstKey());
                life.end().complete(null);
            } catch (Throwable failure) {
                var told = new AssertionError(user.name() + ": " + failure.getMessage(), failure);
                life.firstKey().completeExceptionally(told);
                life.end().completeExceptionally(told);
            }
        });
    }

    private void live(TelegramUser user, Gen gen, CompletableFuture<Void> firstKey) {
        user.says("/start");
        makeKey(user);
        firstKey.complete(null);
        var hasKey = true;
        while (!leaving) {
            if (gen.chance(0.2)) {
                askForHelp(user);
            } else if (hasKey) {
                deleteKey(user);
                hasKey = false;
            } else {
                makeKey(user);
                hasKey = true;
            }
        }
    }

    private static void makeKey(TelegramUser user) {
        var press = see(user, 0, message -> BotUser.has(message, BotUser.GET_KEY))
                .button(BotUser.does(BotUser.GET_KEY))
                .press();
        see(user, press.change(), message -> BotUser.key(message) != null);
    }

    private static void deleteKey(TelegramUser user) {
        var asked = user.says("/keys");
        var sure = see(user, asked.change(), message -> BotUser.has(message, BotUser.ASK_DELETE))
                .button(BotUser.does(BotUser.ASK_DELETE))
                .press();
        var press = see(user, sure.change(), message -> BotUser.has(message, BotUser.DELETE))
                .button(BotUser.does(BotUser.DELETE))
                .press();
        see(
                user,
                press.change(),
                message -> BotUser.has(message, BotUser.GET_KEY) && !BotUser.has(message, BotUser.ASK_DELETE));
    }

    private static void askForHelp(TelegramUser user) {
        var asked = user.says("/help");
        see(user, asked.change(), message -> true);
        // Back to where the next step begins.
        var keys = user.says("/keys");
        see(user, keys.change(), message -> true);
    }

    private static TelegramMessage see(TelegramUser user, long after, Predicate<TelegramMessage> wanted) {
        return user.chat().awaitMessageAfter(after, wanted, PATIENCE);
    }

    /** Until there is something to disturb. */
    void awaitAtWork() {
        await(lives.stream().map(Life::firstKey), PATIENCE);
    }

    /** Everybody ends what they are at, and begins nothing more. */
    void leave(Duration within) {
        leaving = true;
        await(lives.stream().map(Life::end), within);
    }

    @Override
    public void close() {
        leaving = true;
    }

    private static void await(Stream<CompletableFuture<Void>> moments, Duration within) {
        try {
            CompletableFuture.allOf(moments.toArray(CompletableFuture[]::new))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("somebody still waits after " + within.toSeconds() + " s", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        }
    }
}
