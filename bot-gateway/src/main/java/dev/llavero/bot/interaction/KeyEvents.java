package dev.llavero.bot.interaction;

import static java.util.stream.Collectors.toSet;

import dev.llavero.bot.person.Person;
import dev.llavero.bot.person.Persons;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send;
import dev.llavero.bot.send.Sends;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.consumer.Batches;
import dev.llavero.platform.consumer.Feed;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** {@code keys.events.v1} → answers: the final event of a command closes its interaction and is told to who waits. */
@ApplicationScoped
class KeyEvents {
    private static final Logger LOG = Logger.getLogger(KeyEvents.class);
    private static final String CHANNEL = "bot-gateway-key-events-in";
    private static final Feed FEED = Feed.events(CHANNEL, Role.BOT_GATEWAY, Topic.KEYS_EVENTS);

    /** The stage of {@code WillWrite}: they no longer look at the menu, and an edit does not ring. */
    private static final int GONE_AWAY = 2;

    @Inject
    Batches batches;

    @Inject
    Nudges nudges;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return batches.<KeyEvent>rows(FEED, records, KeyEvents::answer).invoke(() -> nudges.send(Sends.NUDGE));
    }

    static Uni<Void> answer(List<Envelope<KeyEvent>> events, Sql sql) {
        var endings = new LinkedHashMap<UUID, Ending>();
        events.stream()
                .map(Ending::in)
                .flatMap(Optional::stream)
                .forEach(ending -> endings.putIfAbsent(ending.commandId(), ending));
        return tellOfTheEnd(events, sql)
                .chain(() -> tellOfAnotherPort(events, sql))
                .chain(() -> endings.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Interactions.close(sql, endings.values())
                                .chain(closed -> Sends.add(sql, answers(closed, endings))));
    }

    /** Nobody asked for it, so nobody waits for it; one message, however many keys rest now. */
    private static Uni<Void> tellOfTheEnd(List<Envelope<KeyEvent>> events, Sql sql) {
        var users = events.stream()
                .map(Envelope::message)
                .flatMap(KeyEvents::outOfTime)
                .collect(toSet());
        return Persons.toBeToldOfTheEnd(sql, users)
                .chain(people -> Sends.add(
                        sql,
                        people.stream()
                                .map(person ->
                                        Send.notice(person.telegramId(), person.userId(), new Screen.AccessEnded()))
                                .toList()));
    }

    /** Nobody asked for it, and what they have leads nowhere. */
    private static Uni<Void> tellOfAnotherPort(List<Envelope<KeyEvent>> events, Sql sql) {
        var moved = events.stream().filter(KeyEvents::isElsewhere).toList();
        return Persons.of(sql, moved.stream().map(KeyEvents::owner).collect(toSet()))
                .chain(people -> Sends.add(
                        sql,
                        moved.stream()
                                .filter(event -> people.containsKey(owner(event)))
                                .map(event -> notice(people.get(owner(event)), event))
                                .toList()));
    }

    private static boolean isElsewhere(Envelope<KeyEvent> event) {
        return event.message() instanceof KeyEvent.KeyResumed && event.causationId() == null;
    }

    private static UserId owner(Envelope<KeyEvent> event) {
        return ((KeyEvent.KeyResumed) event.message()).userId();
    }

    private static Send notice(Person person, Envelope<KeyEvent> event) {
        var screen = new Screen.KeyCard(event.message().keyId(), Ids.random(), true);
        return Send.notice(person.telegramId(), person.userId(), screen).after(event);
    }

    private static Stream<UserId> outOfTime(KeyEvent event) {
        return event instanceof KeyEvent.KeySuspended(var _, var user, var reason)
                        && reason == SuspendReason.ENTITLEMENT_ENDED
                ? Stream.of(user)
                : Stream.of();
    }

    private static List<Send> answers(List<Interaction> closed, Map<UUID, Ending> endings) {
        return closed.stream()
                .map(ended -> answer(ended, endings.get(ended.commandId())))
                .toList();
    }

    private static Send answer(Interaction ended, Ending ending) {
        LOG.infof(
                "%s %s for %s (command %s)",
                ended.task(), ending.refusal() == null ? "done" : ending.refusal(), ended.key(), ended.commandId());
        var screen = ending.screen(ended, Ids.random());
        var send = ended.stage() < GONE_AWAY
                ? Send.menu(ended.chatId(), ended.userId(), screen)
                : Send.message(ended.chatId(), ended.userId(), screen);
        return send.answering(ended.commandId()).after(ending.event());
    }
}
