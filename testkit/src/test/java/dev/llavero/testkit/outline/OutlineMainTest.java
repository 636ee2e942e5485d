package dev.llavero.testkit.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a process, steered over HTTP as a harness does. */
class OutlineMainTest {

    @Test
    void aProcessIsSteeredByItsControlSideAndEndsWithItsInput(@TempDir Path state) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutlineMain.class.getName(),
                        "--state",
                        state.toString(),
                        "--name",
                        "nl1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var line = process.inputReader().readLine();
            assertTrue(line.startsWith("READY "), line);
            steer(new ObjectMapper().readTree(line.substring("READY ".length())));

            process.getOutputStream().close();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
        try (var again = OutlineSimulator.start(0, 0, state, "nl1")) {
            assertEquals(7, again.exactBytes("ours"));
        }
    }

    private static void steer(JsonNode ready) throws IOException, InterruptedException {
        try (var control = new ManagementClient(ready.path("controlUrl").textValue());
                var api = new ManagementClient(ready.path("apiUrl").textValue())) {
            assertEquals(
                    200,
                    control.call("POST", "/keys", "{\"id\":\"ours\",\"password\":\"secret\"}")
                            .status());
            assertEquals(200, control.call("GET", "/await?live=ours&keys=1").status());
            assertEquals(
                    408, control.call("GET", "/await?absent=ours&withinMs=1").status());

            control.call("POST", "/faults", "{\"fault\":\"ERROR\",\"call\":\"LIST_KEYS\"}");
            assertEquals(500, api.call("GET", "/access-keys").status());
            assertEquals(200, api.call("GET", "/access-keys").status());
            assertEquals(
                    200, control.call("GET", "/await?calls=2&call=LIST_KEYS").status());
            assertEquals(
                    "ERROR",
                    control.call("GET", "/calls").body().at("/calls/0/fault").textValue());

            control.call("POST", "/outage");
            assertThrows(IOException.class, () -> api.call("GET", "/server"));
            control.call("DELETE", "/faults");
            assertEquals(200, api.call("GET", "/server").status());

            control.call("POST", "/traffic", "{\"id\":\"ours\",\"bytes\":7}");
            var truth = control.call("GET", "/truth").body();
            assertEquals(7, truth.at("/bytes/ours").intValue());
            assertEquals("secret", truth.at("/keys/0/password").textValue());
            assertEquals(
                    400, control.call("POST", "/traffic", "{\"id\":\"ours\"}").status());
            assertEquals(404, control.call("GET", "/nothing").status());
        }
    }
}
