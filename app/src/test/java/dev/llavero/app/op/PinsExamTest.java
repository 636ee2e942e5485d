package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.outline.OutlineSimulator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates that servers show, and those that they are known by. */
class PinsExamTest {
    private static OutlineSimulator server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        server = OutlineSimulator.start();
    }

    @AfterAll
    static void endServer() throws Exception {
        server.close();
    }

    @Test
    void aServerWithItsPinnedCertificateIsWell() throws Exception {
        var findings = findings(server.apiUrl(), server.certSha256());

        assertEquals(List.of(Finding.well("management nl-1", "answers with the pinned certificate")), findings);
    }

    @Test
    void aWrongPinIsNamedWithWhatToCompare() throws Exception {
        var finding = findings(server.apiUrl(), "0".repeat(64)).getFirst();

        assertEquals("GET /server: the certificate is not the pinned one", finding.found());
        assertTrue(finding.mend().contains("certSha256 in access.txt"), finding.mend());
    }

    @Test
    void aWrongSecretPathIsNamedAndNotRepeated() throws Exception {
        var finding = findings(server.apiUrl() + "x", server.certSha256()).getFirst();

        assertTrue(finding.mend().contains("apiUrl in access.txt"), finding.mend());
        assertFalse(finding.toString().contains(URI.create(server.apiUrl()).getPath()), finding.toString());
    }

    @Test
    void aMistakeInTheFileIsNamedWithItsLine() throws Exception {
        var finding = findings(server.apiUrl(), "short").getFirst();

        assertFalse(finding.well());
        assertTrue(finding.found().startsWith("servers.yaml:"), finding.found());
    }

    @Test
    void withoutAServersFileThereIsNothingToSay() {
        assertEquals(List.of(), new PinsExam(Map.of()).findings());
    }

    @Test
    void theEndOfACertificateIsToldAMonthBefore() throws Exception {
        var url = URI.create(server.apiUrl());
        var shown = ShownCertificate.at(url.getHost(), url.getPort());
        var end = shown.getNotAfter().toInstant();

        assertTrue(BrokerExam.certificate(shown, end.minus(Duration.ofDays(31))).well());
        var late = BrokerExam.certificate(shown, end.minus(Duration.ofDays(29)));
        assertFalse(late.well());
        assertTrue(late.mend().contains("docs/kafka.md"), late.mend());
    }

    private List<Finding> findings(String apiUrl, String pin) throws Exception {
        var file = folder.resolve("servers.yaml");
        Files.writeString(file, """
                locations:
                  - {code: nl, names: {en: Netherlands}}
                servers:
                  - {id: nl-1, location: nl, protocol: outline, host: nl1.example.org, capacity: 10,
                     api-url: "%s", cert-sha256: "%s"}
                """.formatted(apiUrl, pin));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new PinsExam(Map.of("SERVERS_FILE", file.toString(), "ALLOW_PRIVATE_SERVERS", "true")).findings();
    }
}
