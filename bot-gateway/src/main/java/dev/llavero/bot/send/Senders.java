package dev.llavero.bot.send;

import dev.llavero.bot.render.FactsReader;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Leases;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The workers of the sending half. */
@ApplicationScoped
class Senders implements WorkerSource {
    @Inject
    Leases leases;

    @Inject
    Nudges nudges;

    @Inject
    PlainTransactions transactions;

    @Inject
    FactsReader facts;

    @Inject
    TelegramApi telegram;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "llavero.default-language")
    String defaultLanguage;

    /** Messages a second in all; Telegram's own limit for bots is 30. */
    @ConfigProperty(name = "llavero.telegram.messages-per-second")
    int messagesPerSecond;

    @Override
    public Stream<Worker> workers() {
        var lease = leases.named(Role.BOT_GATEWAY, "sender");
        return Stream.of(
                new Sender(
                        lease,
                        new SendRows(transactions, defaultLanguage),
                        new Screens(facts::read),
                        new Postman(telegram),
                        new Pace(messagesPerSecond, TimeMeter.SYSTEM_NANOTIME),
                        meters,
                        () -> nudges.wake(Sends.NUDGE)),
                new CommandList(telegram, defaultLanguage));
    }
}
