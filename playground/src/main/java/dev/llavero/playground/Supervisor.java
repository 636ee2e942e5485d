package dev.llavero.playground;

import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.telegram.TelegramSimulator;
import dev.llavero.testkit.wireguard.DistantAgent;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the parts that nobody brought along, side by side where they do not wait for each other, and ends them together. */
final class Supervisor implements AutoCloseable {
    private static final long FIRST_PERSON = 1_001;
    private static final Duration SERVERS_APPLIED = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A database that was brought may have told everything about them to another broker, long ago. */
    private static final Duration SERVERS_TOLD_AGAIN = Duration.ofSeconds(10);

    /** Longer than anything takes to come back; then whoever wants to leave may leave. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(60);

    private final Outside outside;
    private final Home home;
    private final PortPlan ports;
    private final Progress progress;
    private final FileLock occupied;
    private final PlayServers names;

    /** In which parts are shown, whichever was ready first. */
    private final List<String> order;

    private final Windows windows;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Part> parts = new ArrayList<>();
    private volatile Kafka kafka;
    private volatile Postgres postgres;
    private volatile Outlines outlines;
    private volatile WireGuardServer wireGuard;
    private volatile TelegramSimulator telegram;
    private volatile EventFeed events;
    private volatile Application application;
    private volatile Chaos chaos;
    private volatile boolean ready;
    private boolean closed;

    /** Takes the folder and the ports, or refuses before anything has been touched. */
    Supervisor(Outside outside, Home home, PortPlan ports, boolean fresh, Progress progress) {
        this.outside = outside;
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        occupied = home.occupy();
        ports.demandFree(usedPorts());
        var before = PlayServers.of(home);
        if (fresh) forget();
        // A database that stays knows them by their names of before.
        names = outside.database().isPresent() ? before : PlayServers.of(home);
        order = Stream.of(
                        List.of("overview", "chat", "telegram"),
                        names.all(),
                        List.of("servers", "kafka", "postgres", "application"))
                .flatMap(List::stream)
                .toList();
        windows = Windows.open(ports.of(PortPlan.Use.OVERVIEW), this);
        add(InProcess.here("overview", overviewUrl()));
        home.writePrivately(
                home.supervisor(), "%d %s%n".formatted(ProcessHandle.current().pid(), overviewUrl()));
    }

    private void forget() {
        home.forget(outside.database().isPresent());
        var kept = outside.kept();
        if (!kept.isEmpty()) {
            progress.say("forgotten is only what was started here: what %s leads to keeps all that it has"
                    .formatted(String.join(" and ", kept)));
        }
        outside.serversFile()
                .filter(brought -> outside.database().isEmpty())
                .ifPresent(file -> progress.say(
                        "keys that were made on the servers of %s stay there and are nobody's now: ./llavero op servers foreign"
                                .formatted(file)));
    }

    private Stream<PortPlan.Use> usedPorts() {
        return Stream.of(PortPlan.Use.values()).filter(use -> switch (use) {
            case OVERVIEW, APPLICATION, MANAGEMENT -> true;
            case CHAT -> !outside.telegram();
            case KAFKA, KAFKA_CONTROLLER -> outside.kafka().isEmpty();
            case POSTGRES -> outside.database().isEmpty();
            case NL_API, NL_TRAFFIC, NL_CONTROL, DE_API, DE_TRAFFIC, DE_CONTROL, NL2_API ->
                outside.serversFile().isEmpty();
        });
    }

    /** Returns when people can use it. */
    void start() {
        settings.put("HTTP_PORT", Integer.toString(ports.of(PortPlan.Use.APPLICATION)));
        settings.put("MANAGEMENT_PORT", Integer.toString(ports.of(PortPlan.Use.MANAGEMENT)));
        settings.put("VAULT_MASTER_KEY_FILE", outside.masterKeyFile().orElseGet(() -> home.masterKey(Secrets::masterKey)
                .toString()));
        settings.put(
                "INVITATION_KEY_FILE",
                outside.variable("INVITATION_KEY_FILE")
                        .orElseGet(() -> home.invitationKey(Secrets::password).toString()));
        together(this::bringKafka, this::bringDatabase, this::bringServers, this::bringTelegram);
        home.writePrivately(home.environment(), environment());
        application = progress.of("application", () -> {
            var started = Application.start(settings, home, ports, progress::say);
            application = started;
            add(started);
            started.awaitReady();
            return started;
        });
        awaitServers();
        application.telegram().ifPresent(why -> progress.say("Telegram " + why + ". It is asked again and again"));
        ready = true;
    }

    private static void together(Runnable... tasks) {
        var running = Stream.of(tasks)
                .map(task -> CompletableFuture.runAsync(
                        task, work -> Thread.ofPlatform().daemon().start(work)))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void bringKafka() {
        String servers = outside.kafka().orElseGet(() -> {
            kafka = progress.of("kafka", () -> Kafka.start(home, ports, progress::say));
            add(kafka);
            return kafka.where();
        });
        if (kafka == null) add(InProcess.elsewhere("kafka", servers));
        outside.kafkaVariables().forEach(this::set);
        set("KAFKA_BOOTSTRAP_SERVERS", servers);
        var client = outside.kafkaClient(servers);
        Topics.createMissing(client);
        events = EventFeed.start(client, progress::say);
    }

    private void bringDatabase() {
        if (outside.database().isPresent()) {
            add(InProcess.elsewhere("postgres", "as in DATABASE_URL"));
            set("DATABASE_URL", outside.database().get());
            copy("DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_PASSWORD_FILE");
        } else {
            String password = home.databasePassword(Secrets::password);
            postgres = progress.of("postgres", () -> Postgres.start(home, ports, progress::say));
            add(postgres);
            try {
                postgres.welcome(password);
            } catch (SQLException e) {
                throw new Refusal(Refusal.FAILED, "The database could not be made: " + e.getMessage());
            }
            set("DATABASE_URL", postgres.url());
            set("DATABASE_USER", Postgres.NAME);
            set("DATABASE_PASSWORD", password);
        }
        progress.of("migration", () -> {
            Application.migrate(snapshot(), home);
            return null;
        });
    }

    private void bringServers() {
        if (outside.serversFile().isPresent()) {
            add(brought("servers", outside.serversFile().get(), Application::serversFile));
            set("SERVERS_FILE", outside.serversFile().get());
            copy("ALLOW_PRIVATE_SERVERS");
            if (names.areNamedAsRealOnes() && outside.database().isEmpty()) {
                progress.say("played here before with servers %s: servers of your own need other ids"
                        .formatted(String.join(", ", names.all())));
            }
            return;
        }
        wireGuard = progress.of(names.nl2(), () -> WireGuardServer.start(names.nl2(), home, ports, progress::say));
        try {
            outlines = Outlines.start(names, home, ports, wireGuard.host());
        } catch (IOException e) {
            throw new Refusal(Refusal.FAILED, "The simulated servers could not be started: " + e);
        }
        outlines.parts().forEach(this::add);
        add(wireGuard);
        set("SERVERS_FILE", outlines.serversFile().toString());
        set("ALLOW_PRIVATE_SERVERS", "true");
    }

    private void bringTelegram() {
        if (outside.telegram()) {
            add(brought("telegram", outside.variable("TELEGRAM_API_URL").orElse("Telegram"), Application::telegram));
            copy("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_API_URL");
            return;
        }
        String token = home.botToken(Secrets::botToken);
        telegram = TelegramSimulator.start(ports.of(PortPlan.Use.CHAT), home.telegram(), token, Clock.systemUTC());
        welcome(telegram.telegram());
        add(InProcess.here("chat", chatUrl()));
        set("TELEGRAM_BOT_TOKEN", token);
        set("TELEGRAM_API_URL", telegram.url().toString());
    }

    private Brought brought(String name, String where, Function<Application, Optional<String>> looks) {
        return new Brought(name, where, () -> Optional.ofNullable(application), looks);
    }

    /** Somebody to be, in each language. */
    private static void welcome(Telegram people) {
        if (!people.users().isEmpty()) return;
        people.newUser(FIRST_PERSON, "Alex", "alex", "en");
        people.newUser(FIRST_PERSON + 1, "Lucía", "lucia", "es");
        people.newUser(FIRST_PERSON + 2, "Иван", "ivan", "ru");
    }

    /** As any subscriber can see it: the application has said something about each server. */
    private void awaitServers() {
        if (outlines == null) {
            awaitServersFile();
            return;
        }
        var patience = outside.kept().isEmpty() ? SERVERS_APPLIED : SERVERS_TOLD_AGAIN;
        var unheard = events.unheardOf(names.all(), patience);
        if (unheard.isEmpty()) return;
        var heard = "nothing was heard of %s within %d s".formatted(String.join(", ", unheard), patience.toSeconds());
        var log = application.log().orElseThrow();
        application.trouble().ifPresent(trouble -> {
            throw new Refusal(
                    Refusal.FAILED, "The application is not well (%s), and %s: see %s".formatted(trouble, heard, log));
        });
        progress.say(heard + "; if they are not offered, see " + log);
    }

    private void awaitServersFile() {
        long deadline = System.nanoTime() + SERVERS_APPLIED.toNanos();
        var trouble = application.serversFile();
        while (trouble.equals(Optional.of(Readiness.NOT_READ)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            trouble = application.serversFile();
        }
        trouble.ifPresent(
                what -> progress.say("SERVERS_FILE: " + what + ". It is looked at again as soon as it changes"));
    }

    private synchronized void set(String variable, String value) {
        settings.put(variable, value);
    }

    private void copy(String... variables) {
        for (String variable : variables) outside.variable(variable).ifPresent(value -> set(variable, value));
    }

    private synchronized Map<String, String> snapshot() {
        return Map.copyOf(settings);
    }

    private synchronized void add(Part part) {
        parts.add(part);
    }

    /** In the form of {@code .env}, where a value has one line. */
    private String environment() {
        return snapshot().entrySet().stream()
                .filter(variable -> variable.getValue().lines().count() == 1)
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    Status status() {
        return Status.of(ready, partsInOrder());
    }

    private synchronized List<Part> partsInOrder() {
        return parts.stream()
                .sorted(Comparator.comparingInt(part -> order.indexOf(part.name())))
                .toList();
    }

    EventFeed events() {
        return events;
    }

    void restart() {
        if (!ready) throw new Refusal(Refusal.FAILED, "It is still starting.");
        application.restart();
    }

    /** Begins to break things. @throws Refusal if something here is not ours to break */
    Chaos chaos(ChaosPlan plan) {
        if (kafka == null || postgres == null || outlines == null || telegram == null) {
            throw new Refusal(
                    Refusal.USAGE,
                    "chaos breaks only what it has started itself: unset KAFKA_BOOTSTRAP_SERVERS, DATABASE_URL,"
                            + " SERVERS_FILE and the bot's token");
        }
        var record = new ChaosRecord();
        chaos = new Chaos(plan, scene(), record, progress::say);
        return chaos;
    }

    private Scene scene() {
        var password = home.databasePassword(Secrets::password);
        return new Scene(
                application,
                kafka,
                postgres,
                wireGuard,
                telegram.telegram(),
                telegram.token(),
                outlines.byName(),
                Map.of(names.nl2(), DistantAgent.at(home.wireGuard(names.nl2()).resolve("access.txt"))),
                Broker.at(kafka.where()),
                postgres.asDatabase(password),
                password,
                home.signingSecrets(),
                new Tampering(),
                ports.of(PortPlan.Use.MANAGEMENT),
                home.log("application"));
    }

    /** Empty as long as nothing is broken on purpose. */
    Optional<Chaos> chaos() {
        return Optional.ofNullable(chaos);
    }

    /** What a browser can open, in the order in which people want it. */
    Map<String, String> links() {
        var links = new LinkedHashMap<String, String>();
        if (telegram != null) links.put("chat", chatUrl() + "/?user=" + FIRST_PERSON);
        links.put("events", overviewUrl() + "/events");
        if (chaos != null) links.put("chaos", overviewUrl() + "/chaos");
        if (application != null) {
            links.put("health", application.readinessUrl());
            links.put("metrics", application.metricsUrl());
        }
        return links;
    }

    String overviewUrl() {
        return "http://localhost:" + ports.of(PortPlan.Use.OVERVIEW);
    }

    private String chatUrl() {
        return "http://localhost:" + ports.of(PortPlan.Use.CHAT);
    }

    /** What chaos did is looked at first, for that needs all the others. */
    @Override
    public void close() {
        if (chaos != null) chaos.end(LAST_LOOK);
        closeParts();
    }

    /** The application first: what it works on stays until it has ended. */
    private synchronized void closeParts() {
        if (closed) return;
        closed = true;
        quietly(windows);
        quietly(application);
        quietly(events);
        quietly(telegram);
        quietly(outlines);
        quietly(wireGuard);
        together(() -> quietly(kafka), () -> quietly(postgres));
        quietly(() -> Files.deleteIfExists(home.supervisor()));
        quietly(() -> Files.deleteIfExists(home.environment()));
        quietly(occupied);
    }

    /** One part that does not end well must not keep the others from ending. */
    private void quietly(AutoCloseable part) {
        if (part == null) return;
        try {
            part.close();
        } catch (Exception failure) {
            progress.say("closing: " + failure.getMessage());
        }
    }
}
