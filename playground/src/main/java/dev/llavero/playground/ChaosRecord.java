package dev.llavero.playground;

import dev.llavero.testkit.crowd.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What chaos has done so far, and what came of it. */
final class ChaosRecord {
    private static final int MOST_SHOWN = 40;

    private final Instant begun = Instant.now();
    private final List<Strike> strikes = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Long> restingMegabytes = new ArrayList<>();
    private long answers;
    private Duration longestWait = Duration.ZERO;

    /**
     * As the page reads it.
     *
     * @param megabytesFirst what everything together had when it had come to rest for the first time, 0 before that
     * @param megabytes the same, the last time
     */
    record Summary(
            long seconds,
            int strikes,
            long answers,
            double longestWait,
            int checks,
            int lost,
            int doubled,
            int wrong,
            double slowestBack,
            double slowestAnswer,
            long megabytesFirst,
            long megabytes,
            List<String> sentences,
            List<Strike> latest) {
        boolean isWell() {
            return lost == 0 && doubled == 0 && wrong == 0;
        }
    }

    synchronized Strike strike(String part, String what) {
        var strike = Strike.at(strikes.size() + 1, part, what);
        strikes.add(strike);
        return strike;
    }

    synchronized Strike back(Strike strike) {
        return change(strike.number(), Strike::back);
    }

    synchronized Strike now(int number) {
        return strikes.get(number - 1);
    }

    /** Ends the wait of every strike that came before somebody asked. */
    synchronized void answered(Wait wait) {
        answers++;
        if (wait.lasts().compareTo(longestWait) > 0) longestWait = wait.lasts();
        strikes.stream()
                .filter(strike -> strike.answeredAt() == null && wait.askedAt().isAfter(strike.at()))
                .toList()
                .forEach(strike -> change(strike.number(), one -> one.answered(wait.answeredAt())));
    }

    synchronized void found(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** @param megabytes that everything has together while nobody wants anything */
    synchronized void rested(long megabytes) {
        restingMegabytes.add(megabytes);
    }

    private Strike change(int number, UnaryOperator<Strike> how) {
        var changed = how.apply(strikes.get(number - 1));
        strikes.set(number - 1, changed);
        return changed;
    }

    synchronized Summary summary() {
        return new Summary(
                Duration.between(begun, Instant.now()).toSeconds(),
                strikes.size(),
                answers,
                longestWait.toMillis() / 1000.0,
                verdicts.size(),
                verdicts.stream().mapToInt(verdict -> verdict.lost().size()).sum(),
                verdicts.stream().mapToInt(verdict -> verdict.doubled().size()).sum(),
                verdicts.stream().mapToInt(verdict -> verdict.wrong().size()).sum(),
                slowest(strikes.stream().flatMap(strike -> strike.backAfter().stream())),
                slowest(strikes.stream().flatMap(strike -> strike.answeredAfter().stream())),
                restingMegabytes.isEmpty() ? 0 : restingMegabytes.getFirst(),
                restingMegabytes.isEmpty() ? 0 : restingMegabytes.getLast(),
                verdicts.stream()
                        .flatMap(verdict -> Stream.of(verdict.lost(), verdict.doubled(), verdict.wrong()))
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                strikes.reversed().stream().limit(MOST_SHOWN).toList());
    }

    private static double slowest(Stream<Double> seconds) {
        return seconds.max(Double::compare).orElse(0.0);
    }
}
