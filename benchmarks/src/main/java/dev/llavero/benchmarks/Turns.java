package dev.llavero.benchmarks;

import dev.llavero.benchmarks.report.Round;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who is measured in a round, in an order that turns around: nobody always comes after the same one. */
final class Turns {
    private final List<Consumer<Round>> contenders;

    @SafeVarargs
    Turns(Consumer<Round>... contenders) {
        this.contenders = List.of(contenders);
    }

    Round round(int number) {
        var order = number % 2 == 0 ? contenders.reversed() : contenders;
        Map<Consumer<Round>, Round> readings = new LinkedHashMap<>();
        contenders.forEach(contender -> readings.put(contender, new Round()));
        order.forEach(contender -> contender.accept(readings.get(contender)));
        return Round.of(new ArrayList<>(readings.values()));
    }
}
