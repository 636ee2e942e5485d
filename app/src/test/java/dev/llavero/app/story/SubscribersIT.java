package dev.llavero.app.story;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llavero.app.MakeTopics;
import dev.llavero.testkit.Ports;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.backing.KafkaProcess;
import dev.llavero.testkit.backing.PostgresProcess;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The consumers of {@code docs/events.md}, as they stand there, hear of a key that a person has just got. They read a broker of their
 * own as {@code docs/kafka.md} sets it up: over TLS, as the one who may read and do nothing else.
 */
@Tag("all")
class SubscribersIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static BackingProcesses backing;
    private static LlaveroSystem system;
    private static Path secrets;
    private static String brokers;
    private static String key;

    @TempDir
    Path folder;

    @BeforeAll
    static void somebodyGetsAKey(@TempDir Path place) throws Exception {
        secrets = secretsOf(place.resolve("operator"));
        backing =
                new BackingProcesses(guarded(place.resolve("kafka")), PostgresProcess.start(place.resolve("postgres")));
        system = LlaveroSystem.apart(backing, place.resolve("system"));
        assertEquals(
                0,
                MakeTopics.run(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        backing.kafka().bootstrapServers(),
                        "KAFKA_LOGINS_FOLDER",
                        secrets.resolve("logins").toString())));
        system.start("application");
        var sofia = new BotUser(system.telegram().newUser("Sofía", "es"));
        sofia.says("/start");
        sofia.presses(BotUser.GET_KEY);
        sofia.seesKey();
        key = system.database()
                .rows(
                        "select key_id from bot.interaction where chat_id = ?",
                        sofia.telegram().id())
                .getFirst()
                .getFirst();
    }

    /** What {@code ./llavero init --kafka localhost} makes, in a copy that has nothing else. */
    private static Path secretsOf(Path operator) throws Exception {
        Files.createDirectories(operator);
        var script = Files.copy(ROOT.resolve("llavero"), operator.resolve("llavero"), COPY_ATTRIBUTES);
        var token = Files.writeString(operator.resolve("token"), "1:token\n");
        var init =
                new ProcessBuilder(script.toString(), "init", "--kafka", "localhost", "--token-file", token.toString());
        List.of("LLAVERO_SECRETS", "LLAVERO_SERVERS", "LLAVERO_DATA", "LLAVERO_BACKUP")
                .forEach(init.environment()::remove);
        var said = operator.resolve("said");
        assertEquals(
                0,
                init.redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor(),
                () -> text(said));
        return operator.resolve("secrets/kafka");
    }

    /** As {@code deploy/compose.kafka-tls.yml} has it: without a password for those beside it, and one listener for other systems. */
    private static KafkaProcess guarded(Path place) throws IOException {
        int port = Ports.free();
        int controller = Ports.free();
        int outside = Ports.free();
        Files.writeString(Files.createDirectories(place).resolve("server.properties"), """
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,OUTSIDE://127.0.0.1:%3$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,OUTSIDE://localhost:%3$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,OUTSIDE:SASL_SSL
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS
                allow.everyone.if.no.acl.found=false
                sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.outside.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                ssl.keystore.type=PEM
                ssl.keystore.location=%4$s
                ssl.enabled.protocols=TLSv1.3
                """.formatted(
                        port, controller, outside, secrets.resolve("server.pem")));
        brokers = "localhost:" + outside;
        return KafkaProcess.start(place, port, controller);
    }

    @AfterAll
    static void close() {
        system.close();
        backing.close();
    }

    @Test
    void java() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        hears(List.of(java, "-cp", kafkaClients(), program("java", "Subscriber.java"), javaSettings()));
    }

    @Test
    void python() throws Exception {
        var python = PYTHONS.stream()
                .filter(program -> works(List.of(program, "-c", "import confluent_kafka")))
                .findFirst();
        assumeTrue(python.isPresent(), "no Python with confluent-kafka (Debian: python3-confluent-kafka)");
        // Before 2.6.1 its library cannot log in by SCRAM to a broker that looks closely: it reads where nobody is
        // asked who they are.
        var settings = works(List.of(
                        python.get(),
                        "-c",
                        "import sys, confluent_kafka; sys.exit(confluent_kafka.libversion()[1] < 0x02060100)"))
                ? blocks("properties").getLast()
                : "bootstrap.servers=%s\ngroup.id=reader-billing\n"
                        .formatted(backing.kafka().bootstrapServers());
        hears(List.of(
                python.get(), program("python", "subscriber.py"), settings("python", settings, "reader.properties")));
    }

    @Test
    void node() throws Exception {
        var modules = ROOT.resolve("target/node/node_modules");
        assumeTrue(
                Files.exists(modules.resolve("kafkajs")),
                "kafkajs is not installed: npm install --prefix target/node kafkajs");
        hears(List.of(
                "env",
                "NODE_PATH=" + modules,
                "node",
                program("js", "subscriber.js"),
                settings("node", blocks("javascript").getFirst(), "reader.js")));
    }

    @Test
    void aGroupOfAnyOtherNameIsRefused() throws Exception {
        var settings = new Properties();
        settings.load(new StringReader(Files.readString(Path.of(javaSettings()))));
        settings.put("ssl.truststore.location", secrets.resolve("ca.pem").toString());
        settings.put("group.id", "my-subscriber");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("keys.events.v1"));
            assertThrows(GroupAuthorizationException.class, () -> consumer.poll(BotUser.PATIENCE));
        }
    }

    private String program(String language, String name) throws IOException {
        var blocks = blocks(language);
        assertEquals(1, blocks.size(), "consumers in " + language);
        return Files.writeString(folder.resolve(name), blocks.getFirst()).toString();
    }

    private String javaSettings() throws IOException {
        return settings("java", blocks("properties").getFirst(), "reader.properties");
    }

    /** The settings of the page, with what an operator hands over; in a group of its own, as every system has. */
    private String settings(String reader, String block, String name) throws IOException {
        Files.copy(secrets.resolve("ca.pem"), folder.resolve("ca.pem"));
        var password = Files.readString(secrets.resolve("logins/llavero_reader.password"))
                .strip();
        var settings = block.replace("broker.example.org:9095", brokers)
                .replace("…", password)
                .replace("reader-billing", "reader-in-" + reader);
        return Files.writeString(folder.resolve(name), settings).toString();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/events.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Of this test's own class path: the client and what it logs with. */
    private static String kafkaClients() {
        return Stream.of(KafkaConsumer.class, org.slf4j.Logger.class)
                .map(SubscribersIT::jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> ofIt) {
        try {
            return Path.of(ofIt.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void hears(List<String> command) throws Exception {
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            var heard = CompletableFuture.supplyAsync(() -> untilTheKey(process))
                    .orTimeout(BotUser.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(
                            late -> fail("it has not heard of the key, and said only this: " + text(errors), late))
                    .join();
            assertTrue(heard.isPresent(), () -> "it ended and said only this: " + text(errors));
            assertTrue(heard.get().contains("works: "), heard.get());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** All that it prints up to the key's id; Node prints a message over several lines. */
    private static Optional<String> untilTheKey(Process process) {
        var heard = new StringBuilder();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                heard.append(line).append('\n');
                if (line.contains(key)) {
                    return Optional.of(heard.toString());
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static boolean works(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
