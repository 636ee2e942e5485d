package dev.llavero.testkit.crowd;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.telegram.Telegram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** People who make and delete keys beside each other until they are told to leave; what each does next comes from the seed. */
public final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> LANGUAGES = List.of("en", "es", "ru");

    private final List<Visitor> visitors;
    private volatile boolean leaving;

    private Crowd(List<Visitor> visitors) {
        this.visitors = visitors;
    }

    /** New people, who begin at once. @param answered is told of everything that somebody no longer waits for */
    public static Crowd begin(Telegram telegram, Gen gen, int size, Consumer<Wait> answered) {
        var crowd = new Crowd(IntStream.range(0, size)
                .mapToObj(number -> visitor(telegram, Gen.of(gen.longBetween(0, Long.MAX_VALUE)), answered))
                .toList());
        crowd.visitors.forEach(visitor -> visitor.begin(() -> crowd.leaving));
        return crowd;
    }

    private static Visitor visitor(Telegram telegram, Gen own, Consumer<Wait> answered) {
        return new Visitor(telegram.newUser("Crowd " + own.word(6), own.oneOf(LANGUAGES)), own, answered);
    }

    /** Who waits now, and for what. */
    public List<Wait> waiting() {
        return visitors.stream().map(Visitor::waits).flatMap(Optional::stream).toList();
    }

    /** Until there is something to disturb. */
    public void awaitAtWork() {
        await(visitors.stream().map(Visitor::firstKey), PATIENCE);
    }

    /** Everybody ends what they are at, and begins nothing more. @throws AssertionError naming those who still wait */
    public void leave(Duration within) {
        leaving = true;
        await(visitors.stream().map(Visitor::end), within);
    }

    @Override
    public void close() {
        leaving = true;
    }

    private void await(Stream<CompletableFuture<Void>> moments, Duration within) {
        try {
            CompletableFuture.allOf(moments.toArray(CompletableFuture[]::new))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(
                    "after %d s somebody still waits: %s"
                            .formatted(
                                    within.toSeconds(),
                                    waiting().stream().map(Wait::toString).collect(Collectors.joining("; "))),
                    late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        }
    }
}
