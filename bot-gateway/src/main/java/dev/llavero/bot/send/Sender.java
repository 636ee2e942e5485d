package dev.llavero.bot.send;

import dev.llavero.bot.render.Rendered;
import dev.llavero.bot.send.Send.Form;
import dev.llavero.bot.send.SendRows.NewMessage;
import dev.llavero.bot.send.WaitingSend.Slot;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Lease;
import dev.llavero.platform.work.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends what waits in {@code bot.send}. A pass writes down what Telegram has answered since the last one, and sets off what
 * may go now; it does not wait for those answers, which wake it again. A row is deleted only after its answer, so a crash
 * can send it twice and never lose it.
 */
final class Sender implements Worker {
    private static final Logger LOG = Logger.getLogger(Sender.class);

    private static final int AT_ONCE = 30;
    private static final int LOOK_AT = 200;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration WITHOUT_LEASE = Duration.ofSeconds(1);
    private static final Duration VIEW_FOLLOWS = Duration.ofMillis(20);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(4);

    private final Lease lease;
    private final SendRows rows;
    private final Screens screens;
    private final Postman postman;
    private final Pace pace;
    private final MeterRegistry meters;
    private final Runnable wake;

    private final Set<Slot> underWay = new HashSet<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final Set<CompletableFuture<Void>> flying = ConcurrentHashMap.newKeySet();

    private record Ended(WaitingSend row, Outcome outcome) {}

    /** @param wake asks for another pass */
    Sender(
            Lease lease,
            SendRows rows,
            Screens screens,
            Postman postman,
            Pace pace,
            MeterRegistry meters,
            Runnable wake) {
        this.lease = lease;
        this.rows = rows;
        this.screens = screens;
        this.postman = postman;
        this.pace = pace;
        this.meters = meters;
        this.wake = wake;
    }

    @Override
    public Role role() {
        return Role.BOT_GATEWAY;
    }

    @Override
    public String name() {
        return "sender";
    }

    @Override
    public String nudge() {
        return Sends.NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return settle().chain(lease::hold).chain(held -> held ? send() : rest(WITHOUT_LEASE));
    }

    /** Waits a moment for the answers that are still to come, then lets the next sender begin. */
    @Override
    public Uni<Void> stop() {
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(flying.toArray(CompletableFuture[]::new)))
                .ifNoItem()
                .after(LAST_ANSWERS)
                .recoverWithItem(() -> null)
                .chain(this::settle)
                .chain(lease::release);
    }

    private static Uni<Duration> rest(Duration rest) {
        return Uni.createFrom().item(rest);
    }

    private Uni<Void> settle() {
        var news = List.copyOf(ended);
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        news.forEach(one -> CrashPoint.MESSAGE_SENT.reached(screen(one.row())));
        var done = news.stream().filter(Sender::finished).map(one -> one.row().id());
        var messages = news.stream().flatMap(one -> newMessage(one).stream());
        var blocked = news.stream()
                .filter(one -> one.outcome() instanceof Outcome.Blocked)
                .map(one -> one.row().chatId());
        return rows.settle(done.toList(), messages.toList())
                .chain(() -> rows.park(blocked.toList()))
                .invoke(() -> news.forEach(this::settled));
    }

    private static boolean finished(Ended one) {
        return switch (one.outcome()) {
            case Outcome.Done _, Outcome.Sent _, Outcome.Refused _, Outcome.Blocked _ -> true;
            case Outcome.Trouble _, Outcome.TooFast _, Outcome.TooEarly _ -> false;
        };
    }

    private static Optional<NewMessage> newMessage(Ended one) {
        return one.outcome() instanceof Outcome.Sent(var id, var menu)
                ? Optional.of(new NewMessage(one.row().chatId(), menu ? id : null, id))
                : Optional.empty();
    }

    private void settled(Ended one) {
        ended.remove(one);
        var slot = one.row().slot();
        underWay.remove(slot);
        meters.counter("llavero.telegram.sends", "form", one.row().form().name(), "outcome", title(one.outcome()))
                .increment();
        switch (one.outcome()) {
            case Outcome.Done _, Outcome.Sent _, Outcome.Blocked _ -> pace.arrived(slot);
            case Outcome.Refused(var why) -> {
                LOG.errorf(
                        "Row %d (%s) cannot be sent and is dropped: %s",
                        one.row().id(), one.row().title(), why);
                pace.arrived(slot);
            }
            case Outcome.Trouble(var why) -> {
                LOG.warnf(
                        "Row %d (%s) goes again later: %s",
                        one.row().id(), one.row().title(), why);
                pace.troubled(slot);
            }
            case Outcome.TooFast(var pause) -> {
                LOG.warnf("Telegram asks for a pause of %d s", pause.toSeconds());
                pace.pause(pause);
            }
            case Outcome.TooEarly _ -> pace.rest(slot, VIEW_FOLLOWS);
        }
    }

    private static String title(Outcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private Uni<Duration> send() {
        var paused = pace.paused();
        if (!paused.isZero()) {
            return rest(paused.plusMillis(1));
        }
        var busy = new HashSet<>(underWay);
        busy.addAll(pace.resting());
        return rows.due(ids(busy, true), ids(busy, false), LOOK_AT)
                .map(Turn::among)
                .call(this::drop)
                .chain(turn -> setOff(ready(turn.next())))
                .map(gone -> pace.next(TICK));
    }

    private static List<Long> ids(Set<Slot> slots, boolean chats) {
        return slots.stream().filter(slot -> slot.chat() == chats).map(Slot::id).toList();
    }

    private Uni<Void> drop(Turn turn) {
        return turn.moot().isEmpty()
                ? Uni.createFrom().voidItem()
                : rows.settle(turn.moot().stream().map(WaitingSend::id).toList(), List.of());
    }

    private List<WaitingSend> ready(List<WaitingSend> next) {
        return Stream.concat(
                        ready(next, false, AT_ONCE - count(false)),
                        ready(next, true, Math.min(pace.room(), AT_ONCE - count(true))))
                .toList();
    }

    private Stream<WaitingSend> ready(List<WaitingSend> next, boolean chats, long most) {
        return next.stream()
                .filter(row -> row.slot().chat() == chats && pace.ready(row.slot()))
                .limit(Math.max(0, most));
    }

    private int count(boolean chats) {
        return (int) underWay.stream().filter(slot -> slot.chat() == chats).count();
    }

    private Uni<Void> setOff(List<WaitingSend> go) {
        return go.isEmpty()
                ? Uni.createFrom().voidItem()
                : screens.show(go).invoke(shown -> setOff(go, shown)).replaceWithVoid();
    }

    private void setOff(List<WaitingSend> go, List<Optional<Rendered>> shown) {
        for (int index = 0; index < go.size(); index++) {
            CrashPoint.MESSAGE_CLAIMED.reached(screen(go.get(index)));
            setOff(go.get(index), shown.get(index));
        }
    }

    private static String screen(WaitingSend row) {
        return row.screen().getClass().getSimpleName();
    }

    private void setOff(WaitingSend row, Optional<Rendered> rendered) {
        underWay.add(row.slot());
        var flight = new CompletableFuture<Void>();
        flying.add(flight);
        if (rendered.isPresent()) {
            pace.goes(row.slot(), row.form() == Form.MENU || row.form() == Form.MESSAGE);
        }
        rendered.map(shown -> postman.carry(row, shown))
                .orElseGet(() -> Uni.createFrom().item(new Outcome.TooEarly()))
                .subscribe()
                .with(
                        outcome -> ended(row, outcome, flight),
                        bug -> ended(row, new Outcome.Refused(Verdict.place(bug)), flight));
    }

    private void ended(WaitingSend row, Outcome outcome, CompletableFuture<Void> flight) {
        ended.add(new Ended(row, outcome));
        flying.remove(flight);
        flight.complete(null);
        wake.run();
    }
}
