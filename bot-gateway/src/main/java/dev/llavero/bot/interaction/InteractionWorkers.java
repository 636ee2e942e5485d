package dev.llavero.bot.interaction;

import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;

@ApplicationScoped
class InteractionWorkers implements WorkerSource {
    @Inject
    PlainTransactions transactions;

    @Inject
    Nudges nudges;

    @Override
    public Stream<Worker> workers() {
        return Stream.of(new InteractionWorker(transactions, nudges));
    }
}
