package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.CpuTime;
import dev.llavero.benchmarks.measure.Patience;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The built application with all its roles in one JVM, on a real broker and database. */
public final class LlaveroApp implements AutoCloseable {
    public static final String NAME = "Llavero";

    /** As in operation, but for the size of the heap: no limit on the compiler. */
    public static final List<String> JVM = List.of("-Xms48m", "-Xmx320m", "-XX:+UseSerialGC");

    private static final Duration REST = Duration.ofMinutes(15);

    private static final String AT_WORK = """
            select 1 from bot.outbox
            union all select 1 from keys.outbox
            union all select 1 from keys.placement where due_at is not null
            union all select 1 from bot.interaction where closed_at is null
            limit 1
            """;

    private final LlaveroSystem system;
    private final Application application;

    private LlaveroApp(LlaveroSystem system, Application application) {
        this.system = system;
        this.application = application;
    }

    /** @param settings on top of those of the system */
    public static LlaveroApp start(LlaveroSystem system, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("KEYS_PER_USER", "1000000");
        return new LlaveroApp(system, system.launch("benchmark", all, JVM).awaitStarted());
    }

    public static BotApi botApi(LlaveroSystem system) {
        return new BotApi(URI.create(system.settings().get("TELEGRAM_API_URL")), system.botToken());
    }

    public static String brokers(LlaveroSystem system) {
        return system.backing().kafka().bootstrapServers();
    }

    public void kill() {
        application.process().kill();
    }

    /** Frozen, it takes no updates; thawed after a moment it has lost no lease. */
    public void freeze() {
        application.process().freeze();
    }

    public void thaw() {
        application.process().thaw();
    }

    public double megabytes() {
        return ResidentMemory.megabytes(application.process().pid());
    }

    public Stopwatch stopwatch() {
        return Stopwatch.start(
                () -> CpuTime.of(application.process().pid()),
                () -> CpuTime.of(system.backing().kafka().pid())
                        + CpuTime.ofFamily(system.backing().postgres().pid()));
    }

    /** Up to now. */
    public DatabaseWork databaseWork() {
        return DatabaseWork.of(system.database());
    }

    /** Which chat asked for which command. */
    public Map<UUID, Long> chats() {
        var chats = new HashMap<UUID, Long>();
        system.database()
                .rows("select command_id, chat_id from bot.interaction")
                .forEach(row -> chats.put(UUID.fromString(row.get(0)), Long.valueOf(row.get(1))));
        return chats;
    }

    /** Lets the servers make the keys that were asked for. What is still to be sent is thrown away: nobody waits for it. */
    public void comeToRest() {
        Patience.await(
                "all keys are made", REST, () -> system.database().rows(AT_WORK).isEmpty());
        system.database().change("delete from bot.send");
    }

    @Override
    public void close() {
        application.stop();
    }
}
