package dev.llavero.playground;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.llavero.testkit.invariant.Broken;
import java.time.Instant;
import java.util.List;

/**
 * What was found when everything had come to rest.
 *
 * @param rest how many seconds it took after the last strike was mended
 * @param lost what somebody asked for and did not get
 * @param doubled what was done more than once
 * @param wrong whatever else is not as it should be
 */
record Verdict(
        @JsonSerialize(using = ToStringSerializer.class) Instant at,
        double rest,
        List<String> lost,
        List<String> doubled,
        List<String> wrong) {
    private enum Kind {
        LOST,
        DOUBLED,
        WRONG
    }

    static Verdict of(double rest, List<Broken> broken) {
        return new Verdict(
                Instant.now(),
                rest,
                sentences(broken, Kind.LOST),
                sentences(broken, Kind.DOUBLED),
                sentences(broken, Kind.WRONG));
    }

    /** Something still waits that should not. */
    static Verdict late(double rest, String who) {
        return new Verdict(Instant.now(), rest, List.of(who), List.of(), List.of());
    }

    boolean isWell() {
        return lost.isEmpty() && doubled.isEmpty() && wrong.isEmpty();
    }

    private static List<String> sentences(List<Broken> broken, Kind kind) {
        return broken.stream()
                .filter(one -> kind(one) == kind)
                .map(Broken::toString)
                .toList();
    }

    private static Kind kind(Broken broken) {
        var sentence = broken.sentence();
        return switch (broken.invariant().split(" ")[0]) {
            case "2", "4" -> Kind.DOUBLED;
            case "3" -> sentence.startsWith("left over") ? Kind.DOUBLED : Kind.LOST;
            case "8" -> broken.invariant().startsWith("8 nothing is told twice") ? Kind.DOUBLED : Kind.LOST;
            case "1" -> Kind.LOST;
            default -> Kind.WRONG;
        };
    }
}
