package dev.llavero.bot.send;

import dev.llavero.bot.render.Facts;
import dev.llavero.bot.render.FactsReader;
import dev.llavero.bot.render.FactsReader.Wanted;
import dev.llavero.bot.render.Rendered;
import dev.llavero.bot.render.Renderer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Makes rows into what is to be seen, from what is true now. */
final class Screens {
    private static final Logger LOG = Logger.getLogger(Screens.class);

    private final Reading facts;

    /** As {@link FactsReader#read}. */
    @FunctionalInterface
    interface Reading {
        Uni<List<Supplier<Optional<Facts>>>> read(List<Wanted> wanted);
    }

    Screens(Reading facts) {
        this.facts = facts;
    }

    /** @return one for each, in their order; empty where the view does not know yet what is to be shown */
    Uni<List<Optional<Rendered>>> show(List<WaitingSend> rows) {
        var wanted = rows.stream()
                .map(row -> new Wanted(row.screen(), row.userId(), row.language(), row.news(), row.fresh()))
                .toList();
        return facts.read(wanted).map(read -> shown(rows, read));
    }

    private static List<Optional<Rendered>> shown(List<WaitingSend> rows, List<Supplier<Optional<Facts>>> read) {
        return IntStream.range(0, rows.size())
                .mapToObj(index -> shown(rows.get(index), read.get(index)))
                .toList();
    }

    /** A screen that we cannot make must neither leave its person without an answer nor hold up anybody else's. */
    private static Optional<Rendered> shown(WaitingSend row, Supplier<Optional<Facts>> read) {
        try {
            return read.get().map(seen -> Renderer.render(row.screen(), seen, row.language()));
        } catch (RuntimeException bug) {
            LOG.errorf("Row %d (%s) cannot be shown: %s at %s", row.id(), row.title(), bug.getClass(), where(bug));
            return Optional.of(Renderer.trouble(row.language()));
        }
    }

    /** Instead of the failure itself, whose text may quote what somebody typed. */
    private static String where(RuntimeException bug) {
        return bug.getStackTrace().length == 0 ? "?" : bug.getStackTrace()[0].toString();
    }
}
