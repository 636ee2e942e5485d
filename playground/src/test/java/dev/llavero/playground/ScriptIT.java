package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.playground.Checkout.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, on a machine whose own java is too old. */
@Tag("all")
class ScriptIT {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final Pattern NEW_ENOUGH = Pattern.compile("(?m)^JAVA_VERSION=\"(2[5-9]|[3-9]\\d)");
    private static final String KEY = "00000000-0000-0000-0000-000000000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PortPlan ports = UpIT.freePorts();

    @TempDir
    Path temporary;

    private Path home;
    private Checkout script;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(aJdkLiesThere(), "SKIPPED: no JDK 25 or newer lies in " + JDKS);
        home = temporary.resolve("run");
        var environment =
                new HashMap<>(Map.of("PATH", javaOfLongAgo() + ":" + System.getenv("PATH"), "LANG", "C.UTF-8"));
        for (var kept : List.of("HOME", "MAVEN_USER_HOME")) {
            if (System.getenv(kept) != null) environment.put(kept, System.getenv(kept));
        }
        script = Checkout.in(
                temporary.resolve("llavero"),
                environment,
                "# mine\n%s=%d\n".formatted(PortPlan.VARIABLE, ports.base()));
    }

    @AfterEach
    void end() throws Exception {
        if (script != null) llavero("down");
    }

    @Test
    void fromUpToDown() throws Exception {
        var up = llavero("up", "--detach");
        assertEquals(0, up.code(), up::toString);
        assertTrue(up.out().contains("ready after "), up::toString);
        assertEquals("", up.err());

        var status = llavero("status");
        assertEquals(0, status.code(), status::toString);
        assertTrue(status.out().contains("play-de-1 "), status::toString);

        var logs = llavero("logs");
        assertTrue(logs.code() == 0 && logs.out().contains("Server play-nl-1: new, outline"), logs::toString);

        operatorsAreAnswered();
        nobodyElseStartsHere();

        var running = Stream.concat(Stream.of(supervisor()), supervisor().descendants())
                .toList();
        assertTrue(running.size() >= 4, running::toString);
        var down = llavero("down");
        assertTrue(down.code() == 0 && down.out().startsWith("Everything has ended"), down::toString);
        assertTrue(
                UpIT.within(UpIT.GONE, () -> running.stream().noneMatch(UpIT::works) && named().isEmpty()),
                () -> named().toString());
        assertTrue(Files.notExists(home.resolve("supervisor")) && Files.notExists(home.resolve("env")));

        var nothing = llavero("status");
        assertEquals(1, nothing.code(), nothing::toString);
        assertTrue(nothing.err().contains("Nothing runs here"), nothing::toString);
        whatIsBuiltForOpIsNoAnswer();
    }

    private void operatorsAreAnswered() throws Exception {
        script.isBuiltFromOtherSources();
        var servers = llavero("op", "--json", "servers");
        assertEquals(0, servers.code(), servers::toString);
        assertEquals(
                List.of("play-de-1", "play-nl-1", "play-nl-2"),
                JSON.readTree(servers.out()).findValuesAsText("serverId").stream()
                        .sorted()
                        .toList());
        assertTrue(servers.err().startsWith("What runs here was not built from the sources"), servers::toString);
        script.isBuilt();

        var nobodys = llavero("op", "--json", "key", "show", KEY);
        assertEquals(1, nobodys.code(), nobodys::toString);
        assertEquals("refused", JSON.readTree(nobodys.out()).path("outcome").asText());
        assertEquals("", nobodys.err());
    }

    private void nobodyElseStartsHere() throws Exception {
        var twice = llavero("up");
        assertTrue(twice.code() == 1 && twice.err().startsWith("It runs already"), twice::toString);

        var other = script.llavero(temporary.resolve("other"), "up");
        assertEquals(Refusal.PORT_BUSY, other.code(), other::toString);
        assertTrue(
                other.err().startsWith("Port %d (overview) is taken by another program".formatted(ports.base())),
                other::toString);
    }

    private void whatIsBuiltForOpIsNoAnswer() throws Exception {
        script.isBuiltFromOtherSources();
        var failed = llavero("op", "--json", "servers");
        assertEquals(1, failed.code(), failed::toString);
        assertEquals("", failed.out());
        assertTrue(
                failed.err().contains("Building") && failed.err().contains(Checkout.NOBODY_BUILDS), failed::toString);
    }

    private Said llavero(String... words) throws Exception {
        return script.llavero(home, words);
    }

    private ProcessHandle supervisor() throws IOException {
        var pid = Files.readString(home.resolve("supervisor")).split(" ")[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** What works in our folder, whoever's child it is by now. */
    private List<String> named() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(temporary.toString()))
                .toList();
    }

    private Path javaOfLongAgo() throws IOException {
        var bin = Files.createDirectories(temporary.resolve("jdk-17").resolve("bin"));
        for (var program : List.of("java", "javac")) {
            Checkout.executable(bin.resolve(program), "echo 'this is version 17' >&2; exit 1");
        }
        Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"17.0.12\"\n");
        return bin;
    }

    private static boolean aJdkLiesThere() throws IOException {
        if (!Files.isDirectory(JDKS)) return false;
        try (var jdks = Files.list(JDKS)) {
            return jdks.filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
                    .map(jdk -> jdk.resolve("release"))
                    .filter(Files::isReadable)
                    .anyMatch(release ->
                            NEW_ENOUGH.matcher(Repository.read(release)).find());
        }
    }
}
