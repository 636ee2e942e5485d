package dev.llavero.bot.update;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.bot.talk.Talk;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Lease;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;

/**
 * Asks Telegram for updates, one long poll after another, while it holds the lease.
 *
 * <p>Updates are confirmed by the offset of the next poll, and only after they are committed. An offset is sent once, whether it
 * arrives or not, to confirm the batch just committed; every other poll asks without one and is given whatever is unconfirmed. So
 * nothing depends on ids growing: Telegram may restart them lower, and a number from before would confirm what nobody has read.
 */
final class TelegramPoller implements Worker {
    private static final Logger LOG = Logger.getLogger(TelegramPoller.class);
    private static final Duration LEASE_TICK = Duration.ofSeconds(1);
    private static final Duration NOT_MINE = Duration.ofSeconds(1);
    private static final String NOBODY = "";

    private final TelegramApi telegram;
    private final Intake intake;
    private final Lease lease;
    private final TelegramOutage outage;
    private volatile boolean stopping;

    /** Ends the poll that hangs now. Each has one of its own: a future that lives on keeps whoever ever waited for it. */
    private volatile CompletableFuture<List<JsonNode>> interruption = new CompletableFuture<>();

    // Passes run one after another; each may be on another thread.
    private volatile Talk talk;
    private volatile Long unconfirmed;

    TelegramPoller(TelegramApi telegram, Intake intake, Lease lease, Observed observed) {
        this.telegram = telegram;
        this.intake = intake;
        this.lease = lease;
        this.outage = new TelegramOutage("No updates from Telegram", telegram, observed);
    }

    @Override
    public Role role() {
        return Role.BOT_GATEWAY;
    }

    @Override
    public String name() {
        return "telegram-poller";
    }

    @Override
    public String nudge() {
        return "bot.poll";
    }

    @Override
    public Uni<Duration> work() {
        if (stopping) {
            return Uni.createFrom().item(NOT_MINE);
        }
        return lease.hold()
                .chain(held -> held ? pass() : notMine())
                .onFailure(TelegramTrouble.class)
                .recoverWithItem(trouble -> rest((TelegramTrouble) trouble))
                .onFailure(Interrupted.class)
                .recoverWithUni(this::notMine);
    }

    private Uni<Duration> notMine() {
        unconfirmed = null;
        return Uni.createFrom().item(NOT_MINE);
    }

    private Uni<Duration> pass() {
        return open().chain(this::poll).chain(this::stillMine).chain(this::take);
    }

    /** Once, and again after a conflict: who are we, and does a webhook stand in the way? */
    private Uni<Void> open() {
        if (talk != null) {
            return Uni.createFrom().voidItem();
        }
        return outage.ask(ifKnown(telegram.username(), NOBODY)).chain(name -> webhook()
                .chain(url -> url.isEmpty() ? Uni.createFrom().voidItem() : removeWebhook())
                .invoke(() -> talk = new Talk(name, Ids::random))
                .invoke(() -> LOG.infof("Polling Telegram as @%s", name)));
    }

    /** Empty when there is none. */
    private Uni<String> webhook() {
        return outage.ask(ifKnown(
                telegram.call(new GetWebhookInfo()).map(info -> Objects.requireNonNullElse(info.getUrl(), "")), ""));
    }

    /** A Bot API server of somebody's own may lack what we can do without; whether our token is good, getUpdates tells. */
    private static <T> Uni<T> ifKnown(Uni<T> call, T otherwise) {
        return call.onFailure(TelegramTrouble::isUnknownMethod).recoverWithItem(otherwise);
    }

    /** What waits at Telegram stays there. */
    private Uni<Void> removeWebhook() {
        LOG.warn("A webhook is set for this bot: it is removed, for updates are polled");
        return outage.ask(telegram.call(
                        DeleteWebhook.builder().dropPendingUpdates(false).build()))
                .replaceWithVoid();
    }

    private Uni<List<JsonNode>> poll() {
        var answer = outage.ask(telegram.longCall(new PollUpdates(offset())))
                .map(PollUpdates.Answer::updates)
                .invoke(outage::over);
        return Uni.join().first(answer, leaseLost(), stopped()).toTerminate();
    }

    /** Forgotten before anybody knows whether it arrives: if it does not, the batch comes again, and the inbox drops it. */
    private Long offset() {
        var offset = unconfirmed;
        unconfirmed = null;
        return offset;
    }

    /** Keeps the lease while the poll hangs, which is longer than the lease is. */
    private Uni<List<JsonNode>> leaseLost() {
        return Multi.createFrom()
                .ticks()
                .every(LEASE_TICK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> lease.hold())
                .select()
                .where(held -> !held)
                .toUni()
                .chain(lost -> Uni.createFrom().failure(new Interrupted()));
    }

    private Uni<List<JsonNode>> stopped() {
        return Uni.createFrom().completionStage(() -> {
            var own = new CompletableFuture<List<JsonNode>>();
            interruption = own;
            if (stopping) {
                own.completeExceptionally(new Interrupted());
            }
            return own;
        });
    }

    /** After a freeze the answer may be old, and somebody else at work on it. */
    private Uni<List<JsonNode>> stillMine(List<JsonNode> updates) {
        return lease.hold()
                .chain(held ->
                        held ? Uni.createFrom().item(updates) : Uni.createFrom().failure(new Interrupted()));
    }

    private Uni<Duration> take(List<JsonNode> updates) {
        if (updates.isEmpty()) {
            return Uni.createFrom().item(Duration.ZERO);
        }
        return intake.take(updates, talk).map(committed -> confirm(updates));
    }

    private Duration confirm(List<JsonNode> updates) {
        var last = updates.stream()
                .map(UpdateReader::number)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max()
                .orElseThrow(() -> TelegramTrouble.down("updates without numbers cannot be confirmed"));
        unconfirmed = last + 1;
        return Duration.ZERO;
    }

    private Duration rest(TelegramTrouble trouble) {
        if (trouble.kind() == TelegramTrouble.Kind.CONFLICT) {
            talk = null;
        }
        return outage.goesOn(trouble);
    }

    /** The process is about to stop: a hanging poll must not hold it up. */
    void hurry() {
        stopping = true;
        interruption.completeExceptionally(new Interrupted());
    }

    @Override
    public Uni<Void> stop() {
        return lease.release();
    }

    /** The lease is gone, or the process stops: whatever Telegram answered stays unconfirmed. */
    private static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("interrupted", null, false, false);
        }
    }
}
