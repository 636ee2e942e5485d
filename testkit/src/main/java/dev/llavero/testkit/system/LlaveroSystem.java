package dev.llavero.testkit.system;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.invariant.Witness;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.telegram.TelegramSimulator;
import dev.llavero.testkit.wireguard.AgentSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Broker, database, two Outline servers, two WireGuard servers and Telegram, kept warm for all tests of one JVM; applications come and go on it.
 * Tests share it and keep apart by having users of their own.
 */
public final class LlaveroSystem implements Witness, AutoCloseable {
    private static final Duration KNOWN = Duration.ofSeconds(60);

    /** Those of {@code deploy/grants.sql}. */
    private static final List<String> LOGINS = List.of(
            "llavero_app", "llavero_bot_gateway", "llavero_key_provisioner", "llavero_projections", "llavero_op");

    private static final String MIGRATE = "dev.llavero.app.Migrate";

    private static LlaveroSystem shared;

    private final BackingProcesses backing;
    private final Database database;
    private final Broker broker;
    private final TelegramSimulator telegram;
    private final Map<String, OutlineSimulator> outlines;
    private final Map<String, AgentSimulator> agents;
    private final Set<String> unnamed = ConcurrentHashMap.newKeySet();
    private final Path folder;
    private final Built built;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Application> launched = new CopyOnWriteArrayList<>();
    private final Tampering tampering = new Tampering();
    private final Map<String, String> otherSecrets = new ConcurrentHashMap<>();
    private Application running;
    private int starts;
    private boolean closed;

    private LlaveroSystem(BackingProcesses backing, Path folder, Built built) throws IOException {
        this.backing = backing;
        this.folder = Files.createDirectories(folder);
        this.built = built;
        database = Database.create(backing.postgres());
        broker = Broker.at(backing.kafka().bootstrapServers());
        telegram = TelegramSimulator.start(0, null);
        outlines = new ConcurrentHashMap<>(Map.of(
                "nl-1",
                OutlineSimulator.start(0, 0, null, "nl-1"),
                "de-1",
                OutlineSimulator.start(0, 0, null, "de-1")));
        agents = Map.of("nl-w", AgentSimulator.start(), "de-w", AgentSimulator.start());
        settings.put("DATABASE_URL", database.url());
        settings.putAll(login("llavero_app"));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", backing.kafka().bootstrapServers());
        settings.put("TELEGRAM_BOT_TOKEN", telegram.token());
        settings.put("TELEGRAM_API_URL", telegram.url().toString());
        settings.put(
                "SERVERS_FILE",
                privately("servers.yaml", serversYaml() + simulatedWireGuard()).toString());
        settings.put("ALLOW_PRIVATE_SERVERS", "true");
        // What goes wrong must not be mended before anybody looks: stories that want a comparison ask for it.
        settings.put("RECONCILE_EVERY", "PT10M");
        settings.put(
                "VAULT_MASTER_KEY_FILE", privately("master.key", masterKey()).toString());
        for (var login : LOGINS) privately("logins/" + login + ".password", Database.PASSWORD);
        runs(built, MIGRATE);
        learn();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close system"));
    }

    /** Kills the applications that still run, and ends the simulators; broker and database are their owner's. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        launched.stream().map(Application::process).filter(ChildJvm::isAlive).forEach(ChildJvm::kill);
        try {
            for (var outline : outlines.values()) outline.close();
            for (var agent : agents.values()) agent.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            telegram.close();
        }
    }

    /** Started with the first call; its parts end with this JVM. */
    public static synchronized LlaveroSystem shared() {
        if (shared == null) {
            try {
                shared = new LlaveroSystem(
                        BackingProcesses.shared(), Path.of("target", "system").toAbsolutePath(), Built.now());
                shared.broker.createTopics();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return shared;
    }

    /** One of its own, on a broker without topics, for a story that no other could bear. Ends with this JVM at the latest. */
    public static LlaveroSystem apart(BackingProcesses backing, Path folder) {
        return apart(backing, folder, Built.now());
    }

    /** The same, of another version: its database, and what is started without more words. */
    public static LlaveroSystem apart(BackingProcesses backing, Path folder, Built built) {
        try {
            return new LlaveroSystem(backing, folder, built);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public BackingProcesses backing() {
        return backing;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Telegram telegram() {
        return telegram.telegram();
    }

    @Override
    public String botToken() {
        return telegram.token();
    }

    /** @param server {@code nl-1} or {@code de-1} */
    public OutlineSimulator outline(String server) {
        return outlines.get(server);
    }

    @Override
    public Map<String, OutlineSimulator> outlines() {
        return outlines;
    }

    /** @param server {@code nl-w} or {@code de-w} */
    public AgentSimulator agent(String server) {
        return agents.get(server);
    }

    @Override
    public Map<String, AgentSimulator> agents() {
        return agents;
    }

    /** What tests put in that Llavero did not. */
    @Override
    public Tampering tampering() {
        return tampering;
    }

    @Override
    public List<Instant> upheavals() {
        return launched.stream()
                .flatMap(application -> application.process().upheavals().stream())
                .toList();
    }

    /** Of the applications that run now. */
    @Override
    public List<Integer> managementPorts() {
        return launched.stream()
                .filter(application -> application.process().isAlive())
                .map(Application::managementPort)
                .toList();
    }

    @Override
    public String databasePassword() {
        return Database.PASSWORD;
    }

    @Override
    public Map<String, String> otherSecrets() {
        rememberSecrets(settings);
        return Map.copyOf(otherSecrets);
    }

    private void rememberSecrets(Map<String, String> started) {
        remember("a master key", started.get("VAULT_MASTER_KEY_FILE"), ".*:");
        remember("the key of invitations", started.get("INVITATION_KEY_FILE"), "");
    }

    /** @param before what stands in a line before the secret */
    private void remember(String what, String file, String before) {
        if (file == null) {
            return;
        }
        try {
            Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> otherSecrets.put(line.replaceFirst(before, ""), what));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<Path> logs() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What applications are started with. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** The settings with which a process is this login of the database's, such as {@code llavero_op}. */
    public static Map<String, String> login(String name) {
        return Map.of("DATABASE_USER", name, "DATABASE_PASSWORD", Database.PASSWORD);
    }

    /** Only who migrates is the owner of the database; the logins of all others are made then. */
    private Map<String, String> migrating() {
        var owner = new HashMap<>(settings);
        owner.putAll(login(Database.OWNER));
        owner.put("DATABASE_LOGINS_FOLDER", folder.resolve("logins").toString());
        return owner;
    }

    public Path folder() {
        return folder;
    }

    /** The application with all roles that tests share; started anew when the last one has ended. */
    public synchronized Application running() {
        if (running == null || !running.process().isAlive()) {
            running = start("application-" + starts++);
            if (starts == 1) {
                awaitRoom(agents.keySet(), "true", KNOWN);
            }
        }
        return running;
    }

    /** Starts an application with all roles and waits until it has started. */
    public Application start(String name) {
        return launch(name, Map.of()).awaitStarted();
    }

    /** Starts another version and waits until it has started. */
    public Application start(Built other, String name) {
        return launch(other, name, Map.of(), other.options()).awaitStarted();
    }

    /** @param more settings on top, such as {@code ROLES} */
    public Application launch(String name, Map<String, String> more) {
        return launch(name, more, built.options());
    }

    /** @param jvmOptions all of them, in place of those that suit a test */
    public Application launch(String name, Map<String, String> more, List<String> jvmOptions) {
        return launch(built, name, more, jvmOptions);
    }

    private Application launch(Built which, String name, Map<String, String> more, List<String> jvmOptions) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        rememberSecrets(all);
        var application = Application.launch(which, all, folder, name, jvmOptions);
        launched.add(application);
        return application;
    }

    /**
     * Waits until nothing waits: no update unconfirmed, no row due, no outbox row, every event seen by every reader.
     *
     * @throws IllegalStateException saying what still waits when the time is over
     */
    public void awaitRest(Duration patience) {
        new Rest(telegram(), database).await(patience);
    }

    /** Asks until the answer is as wanted or the time is over. @return the last answer */
    public List<List<String>> awaitRows(
            String query, Predicate<List<List<String>>> wanted, Duration patience, Object... parameters) {
        return database.await(query, wanted, patience, parameters);
    }

    /** A first start and an orderly end. */
    private void learn() throws IOException {
        if (built.isLearned()) {
            return;
        }
        var draft = built.learned()
                .resolveSibling("learned.aot." + ProcessHandle.current().pid());
        try (var application =
                launch("learning", Map.of(), Application.learning(draft)).awaitStarted()) {
            application.stop();
        }
        Files.move(draft, built.learned(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        launched.clear();
    }

    /** Runs a one-shot program of a version to its end, which must be a good one. */
    public void runs(Built which, String program) {
        var name = program.substring(program.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try (var once = ChildJvm.named(name)
                .main(which.classPath(), program)
                .environment(program.equals(MIGRATE) ? migrating() : settings)
                .start(folder.resolve(name + ".log"))) {
            int code = once.ended().orTimeout(60, TimeUnit.SECONDS).join();
            if (code != 0) {
                throw new IllegalStateException(program + " ended with " + code + ", see " + once.output());
            }
        }
    }

    /** Of the built application, for its one-shot programs. */
    public String classPath() {
        return built.classPath();
    }

    /**
     * A WireGuard server in {@code nl} in place of the simulated ones, until {@link #hideWireGuard}. Returns when it has room.
     *
     * @param host where its users find it
     * @param apiUrl of its agent
     */
    public synchronized void addWireGuard(String id, String host, String apiUrl, String certSha256, Duration patience) {
        rewriteServers(serversYaml() + server(id, "wireguard", host, apiUrl, certSha256));
        awaitRoom(List.of(id), "true", patience);
    }

    /** A simulated Outline server more, in a place of its own, by which its id begins. Returns when it has room. */
    public synchronized OutlineSimulator addOutline(String id, Duration patience) throws IOException {
        var outline = OutlineSimulator.start(0, 0, null, id);
        outlines.put(id, outline);
        named(id, true, patience);
        return outline;
    }

    /** Whether the servers file names this Outline server: it is hidden while it does not. Returns when it is as it should be. */
    public synchronized void named(String outline, boolean is, Duration patience) {
        if (is) {
            unnamed.remove(outline);
        } else {
            unnamed.add(outline);
        }
        rewriteServers(serversYaml() + simulatedWireGuard());
        awaitRoom(List.of(outline), Boolean.toString(is), patience);
    }

    /** A server that leaves the file is hidden: it gets no more keys. */
    public synchronized void hideWireGuard(String id, Duration patience) {
        rewriteServers(serversYaml() + simulatedWireGuard());
        awaitRoom(List.of(id), "false", patience);
        awaitRoom(agents.keySet(), "true", patience);
    }

    private void rewriteServers(String yaml) {
        try {
            privately("servers.yaml", yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitRoom(Collection<String> servers, String room, Duration patience) {
        var seen = awaitRows(
                "select server_id from views.server_view where server_id = any(string_to_array(?, ',')) and room = ?::boolean",
                rows -> rows.size() == servers.size(),
                patience,
                String.join(",", servers),
                room);
        if (seen.size() != servers.size()) {
            throw new IllegalStateException("room on %s is not yet %s, only on %s".formatted(servers, room, seen));
        }
    }

    private String serversYaml() {
        return """
                locations:
                  - {code: nl, flag: "🇳🇱", names: {en: Netherlands, es: Países Bajos, ru: Нидерланды}}
                  - {code: de, flag: "🇩🇪", names: {en: Germany, es: Alemania, ru: Германия}}
                """
                + outlines.keySet().stream()
                        .map(LlaveroSystem::place)
                        .filter(place -> !List.of("nl", "de").contains(place))
                        .distinct()
                        .map("  - {code: %1$s, names: {en: %1$s}}%n"::formatted)
                        .collect(Collectors.joining())
                + "servers:\n"
                + outlines.entrySet().stream()
                        .filter(one -> !unnamed.contains(one.getKey()))
                        .map(one -> server(
                                one.getKey(),
                                "outline",
                                "127.0.0.1",
                                one.getValue().apiUrl(),
                                one.getValue().certSha256()))
                        .collect(Collectors.joining());
    }

    private String simulatedWireGuard() {
        return agents.entrySet().stream()
                .map(one -> server(
                        one.getKey(),
                        "wireguard",
                        "127.0.0.1",
                        one.getValue().apiUrl(),
                        one.getValue().certSha256()))
                .collect(Collectors.joining());
    }

    /** An id begins with its place. */
    private static String server(String id, String protocol, String host, String apiUrl, String certSha256) {
        return "  - {id: %s, location: %s, protocol: %s, host: %s, api-url: \"%s\", cert-sha256: \"%s\", capacity: 100000}%n"
                .formatted(id, place(id), protocol, host, apiUrl, certSha256);
    }

    private static String place(String server) {
        return server.substring(0, server.indexOf('-'));
    }

    private static String masterKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "test:" + Base64.getEncoder().encodeToString(key) + "\n";
    }

    private Path privately(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
