package dev.llavero.benchmarks.report;

import java.util.List;
import java.util.Optional;

/** A result beside the recorded one. Only ratios are compared: times alone say more about the machine than about us. */
public record Comparison(List<Change> changes) {
    /** More than this is a regression. */
    private static final double BEARABLE_FALL = 0.15;

    /** @param before null if nothing is recorded for this ratio */
    public record Change(Result.Line ratio, Double before) {
        Optional<Double> change() {
            return Optional.ofNullable(before).map(recorded -> ratio.spread().median() / recorded - 1);
        }

        boolean regression() {
            return change().filter(change -> change < -BEARABLE_FALL).isPresent();
        }
    }

    /** @param recorded passed over if it was measured with other settings */
    public static Comparison of(Result result, Optional<Result> recorded) {
        var like = recorded.filter(result::isLike);
        return new Comparison(result.ratios().stream()
                .map(ratio -> new Change(
                        ratio,
                        like.flatMap(before -> before.ratio(ratio.measure()))
                                .map(before -> before.spread().median())
                                .orElse(null)))
                .toList());
    }

    public boolean regression() {
        return changes.stream().anyMatch(Change::regression);
    }
}
