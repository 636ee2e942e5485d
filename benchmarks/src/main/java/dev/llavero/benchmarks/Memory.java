package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.Audience;
import dev.llavero.benchmarks.contender.DirectBot;
import dev.llavero.benchmarks.contender.EmptyServer;
import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** H7: what a process has in memory when it has nothing to do, and after it has made keys for a while. */
final class Memory implements Benchmark {
    private static final double PER_SECOND = 30;
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(5);
    private static final List<String> ROLES = List.of("bot-gateway", "key-provisioner", "projections");
    private static final Quantity IDLE = new Quantity("idle", LlaveroApp.NAME, "MB");
    private static final Quantity AT_WORK = new Quantity("at 30 commands/s", LlaveroApp.NAME, "MB");

    private final Size size;
    private final LlaveroSystem system = LlaveroSystem.shared();
    private final Audience ours;
    private final DirectBot peer;
    private final Audience theirs;
    private final Turns turns = new Turns(this::emptyServer, this::llavero, this::roles, this::directBot);

    Memory(Repository repository, Size size) {
        this.size = size;
        ours = Audience.gather(system.telegram(), LlaveroApp.botApi(system), commands());
        peer = DirectBot.start(repository.peers(), system.folder(), system.outlines());
        theirs = Audience.gather(peer.telegram().telegram(), peer.botApi(), commands());
    }

    private int commands() {
        return (int) (PER_SECOND * size.seconds());
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "commandsPerSecond", PER_SECOND,
                "seconds", size.seconds(),
                "application", String.join(" ", LlaveroApp.JVM));
    }

    @Override
    public Round round(int number) {
        return turns.round(number);
    }

    private void emptyServer(Round round) {
        try (var server = EmptyServer.start(system.folder())) {
            idle();
            round.read(IDLE.of(EmptyServer.NAME), server.megabytes());
        }
    }

    private void llavero(Round round) {
        try (var llavero = LlaveroApp.start(system, Map.of("TELEGRAM_MESSAGES_PER_SECOND", "1000"))) {
            idle();
            round.read(IDLE, llavero.megabytes());
            Work.at(PER_SECOND, commands(), number -> ours.wantsKey(number, "nl"));
            round.read(AT_WORK, llavero.megabytes());
            llavero.comeToRest();
        }
    }

    private void roles(Round round) {
        for (var role : ROLES) {
            try (var alone = LlaveroApp.start(system, Map.of("ROLES", role))) {
                idle();
                round.read(IDLE.of("Llavero, " + role + " alone"), alone.megabytes());
            }
        }
    }

    private void directBot(Round round) {
        peer.open();
        idle();
        round.read(IDLE.of(DirectBot.NAME), peer.megabytes());
        Work.at(PER_SECOND, commands(), number -> theirs.wantsKey(number, "nl"));
        round.read(AT_WORK.of(DirectBot.NAME), peer.megabytes());
        peer.awaitSaved(commands(), Duration.ofMinutes(2));
        peer.shut();
    }

    private static void idle() {
        LockSupport.parkNanos(UNTIL_IDLE.toNanos());
    }

    @Override
    public List<Ratio> ratios() {
        return List.of(
                Ratio.ofTimes(IDLE, EmptyServer.NAME, null),
                Ratio.ofTimes(IDLE, DirectBot.NAME, null),
                Ratio.ofTimes(AT_WORK, DirectBot.NAME, null));
    }

    @Override
    public void close() {
        peer.close();
    }
}
