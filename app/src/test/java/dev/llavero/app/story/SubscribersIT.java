package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The consumers of {@code docs/events.md}, as they stand there, hear of a key that a person has just got. They read a broker of their
 * own: what other stories put on the topics is nothing that a subscriber must bear.
 */
@Tag("all")
class SubscribersIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static BackingProcesses backing;
    private static LlaveroSystem system;
    private static String key;

    @TempDir
    Path folder;

    @BeforeAll
    static void somebodyGetsAKey(@TempDir Path place) {
        backing = BackingProcesses.start(place.resolve("backing"));
        system = LlaveroSystem.apart(backing, place.resolve("system"));
        system.broker().createTopics();
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

    @AfterAll
    static void close() {
        system.close();
        backing.close();
    }

    @Test
    void java() throws Exception {
        var source = source("java", "Subscriber.java");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        hears(List.of(java, "-cp", kafkaClients(), source.toString(), brokers()));
    }

    @Test
    void python() throws Exception {
        var python = PYTHONS.stream()
                .filter(program -> works(List.of(program, "-c", "import confluent_kafka")))
                .findFirst();
        assumeTrue(python.isPresent(), "no Python with confluent-kafka (Debian: python3-confluent-kafka)");
        hears(List.of(python.get(), source("python", "subscriber.py").toString(), brokers()));
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
                source("js", "subscriber.js").toString(),
                brokers()));
    }

    private static String brokers() {
        return backing.kafka().bootstrapServers();
    }

    /** The one block of the page in that language, as a file; in a group of its own, as every system has. */
    private Path source(String language, String name) throws IOException {
        var page = Files.readString(ROOT.resolve("docs/events.md"));
        var blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertEquals(1, blocks.size(), "consumers in " + language);
        return Files.writeString(
                folder.resolve(name), blocks.getFirst().replace("my-subscriber", "subscriber-in-" + language));
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
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            var heard = CompletableFuture.supplyAsync(() -> untilTheKey(process))
                    .get(BotUser.PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
