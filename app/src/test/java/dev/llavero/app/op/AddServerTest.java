package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddServerTest {
    private static final String BEFORE = """
            locations:
              - {code: nl, names: {en: Netherlands}}
            servers: []
            """;
    private static final String ACCESS = """
            certSha256:%s
            apiUrl:https://203.0.113.7:8443/AbCdEfGhIjKlMnOp
            """.formatted("0123456789ABCDEF".repeat(4));

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private Path servers;
    private Path access;

    @BeforeEach
    void files() throws IOException {
        servers = secret("servers.yaml", BEFORE);
        access = secret("from-the-server.txt", ACCESS);
    }

    private Path secret(String name, String text) throws IOException {
        var file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private int add(String location, String host) {
        return Op.line(
                        new Op.Reach(null, null, null, null, null, null, null, null),
                        Map.of("SERVERS_FILE", servers.toString()))
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "servers",
                        "add",
                        "nl-3",
                        "--from=" + access,
                        "--protocol=outline",
                        "--location=" + location,
                        "--host=" + host,
                        "--capacity=100");
    }

    @Test
    void theServerStandsInTheFileAndItsAccessBesideIt() throws IOException {
        assertEquals(Op.DONE, add("nl", "nl3.example.org"), err::toString);
        assertTrue(Files.readString(servers).contains("- id: nl-3\n"));
        var beside = folder.resolve("nl-3.access.txt");
        assertEquals(ACCESS, Files.readString(beside));
        for (var file : new Path[] {servers, beside}) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void whatRootWritesBelongsToWhoeverReadsIt() throws IOException {
        assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root can give a file to somebody else");
        Files.setAttribute(servers, "unix:uid", 10_001);
        Files.setAttribute(servers, "unix:gid", 10_002);
        assertEquals(Op.DONE, add("nl", "nl3.example.org"), err::toString);
        for (var file : new Path[] {servers, folder.resolve("nl-3.access.txt")}) {
            assertEquals(10_001, Files.getAttribute(file, "unix:uid"), file::toString);
            assertEquals(10_002, Files.getAttribute(file, "unix:gid"), file::toString);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void aFileThatWouldNotBeRightStaysAsItIs() throws IOException {
        assertEquals(Op.REFUSED, add("xx", "nl3.example.org"));
        assertTrue(err.toString().contains("xx"), err.toString());
        assertEquals(BEFORE, Files.readString(servers));
        assertFalse(Files.exists(folder.resolve("nl-3.access.txt")));
    }

    @Test
    void theSameServerTwiceIsRefusedAndItsAccessStays() throws IOException {
        add("nl", "nl3.example.org");
        var after = Files.readString(servers);
        assertEquals(Op.UNAVAILABLE, add("nl", "nl3.example.org"));
        assertEquals(after, Files.readString(servers));
        assertTrue(Files.exists(folder.resolve("nl-3.access.txt")));
    }

    @Test
    void aHostThatIsNoNameIsWrongUsage() throws IOException {
        assertEquals(Op.UNAVAILABLE, add("nl", "a\"\n  - id: evil"));
        assertEquals(BEFORE, Files.readString(servers));
    }
}
