package dev.llavero.keys.server;

import static dev.llavero.keys.server.ServersFolder.CERT;
import static dev.llavero.keys.server.ServersFolder.PLACES;
import static dev.llavero.keys.server.ServersFolder.SECRET;
import static dev.llavero.keys.server.ServersFolder.URL;
import static dev.llavero.keys.server.ServersFolder.server;
import static dev.llavero.keys.server.ServersFolder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ServersFile.Removed;
import dev.llavero.keys.server.ServersFile.Serving;
import dev.llavero.keys.server.ServersFileReader.Read;
import dev.llavero.vpn.OutlineAccess;
import dev.llavero.vpn.ServerAccess;
import dev.llavero.vpn.WireGuardAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServersFileReaderTest {
    @TempDir
    Path folder;

    @Test
    void aWholeFile() {
        var file = good("""
                locations:
                  - {code: nl, flag: "🇳🇱", names: {en: Netherlands, es: Países Bajos, ru: Нидерланды}}
                servers:
                  - {id: nl-1, location: nl, protocol: outline, host: NL1.example.org, api-url: "%s/", cert-sha256: "%s", capacity: 1000}
                  - {id: nl-0, state: removed}
                """.formatted(URL, CERT));
        var netherlands = new Location(
                new LocationCode("nl"), "🇳🇱", Map.of("en", "Netherlands", "es", "Países Bajos", "ru", "Нидерланды"));
        var first = new Serving(
                new ServerId("nl-1"),
                4,
                new LocationCode("nl"),
                Protocol.OUTLINE,
                "nl1.example.org",
                OutlineAccess.of(URL, CERT, false),
                1000,
                ServerMode.ACTIVE);
        assertEquals(List.of(netherlands), file.locations());
        assertEquals(List.of(first, new Removed(new ServerId("nl-0"), 5)), file.servers());
    }

    @Test
    void aWireGuardServerIsRegisteredAsAnOutlineServerIs() {
        var file = good("locations: [{code: nl, names: {en: Netherlands}}]\nservers:\n"
                + server("nl-1", "protocol: wireguard"));
        var serving = (Serving) file.servers().getFirst();
        assertEquals(Protocol.WIREGUARD, serving.protocol());
        assertEquals(WireGuardAccess.class, serving.access().getClass());
        assertEquals(serving.access(), AccessText.read(AccessText.write(serving.access())));
        assertEquals(access(), AccessText.read(AccessText.write(access())));
    }

    @Test
    void norwayIsNotFalseAndANumberIsAnId() {
        var file = good("""
                locations:
                  - {code: no, names: {en: Norway, no: Norge}}
                servers:
                """ + server("1", "location: no", "state: draining"));
        assertEquals(
                new Location(new LocationCode("no"), "", Map.of("en", "Norway", "no", "Norge")),
                file.locations().getFirst());
        assertEquals(ServerMode.DRAINING, ((Serving) file.servers().getFirst()).mode());
    }

    @Test
    void noServersAtAllIsAFileToo() {
        assertEquals(new ServersFile(List.of(), List.of()), good("locations: []\nservers: []\n"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // the whole
                of("", "f: is empty: it needs 'locations' and 'servers'"),
                of("# nothing\n", "f: is empty: it needs 'locations' and 'servers'"),
                of("- a\n", "f:1: should be a mapping with 'locations' and 'servers'"),
                of("locations: []\n", "f:1: servers: is missing"),
                of("locations: []\nservers:\n", "f:2: servers: should be a list"),
                of("locations: {}\nservers: []\n", "f:1: locations: should be a list"),
                of("locations: []\nservers: [nl-1]\n", "f:2: should be a server: {id: …, location: …, …}"),
                of("locations: [nl]\nservers: []\n", "f:1: should be a location: {code: …, names: …}"),
                of("locations: []\nserver: []\nservers: []\n", "f:2: unknown field 'server', did you mean 'servers'?"),
                of("locations: []\nservers: []\nservers: []\n", "f:3: field 'servers' is there twice"),
                of(
                        "locations: []\nservers: [\n",
                        "f:3: is not YAML: expected the node content, but found '<stream end>'"),
                of(
                        "locations: []\n\tservers: []\n",
                        "f:2: is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                of("locations: []\nservers: []\n---\nservers: []\n", "f:3: is not YAML: but found another document"),
                of("locations: []\nservers: []\nx: \0\n", "f:3: is not YAML: a control character (U+0000)"),
                of("a: &a [x]\nb: *a\n", "f:2: has an alias (*): write out what it stands for"),
                of("[".repeat(60) + "]".repeat(60), "f: is not a servers file: lists within lists within lists"),
                of("#".repeat((1 << 20) + 1), "f: is larger than 1 MB"),
                of("? [a]\n: b\nlocations: []\nservers: []\n", "f:1: a field's name should be a text"),
                // places
                place("{names: {en: X}}", "f:2: code: is missing"),
                place(
                        "{code: NL, names: {en: X}}",
                        "f:2: code: should be 1-12 of a-z, 0-9 and '-', not starting with '-'"),
                place("{code: ~, names: {en: X}}", "f:2: code: is empty"),
                place("{code: [nl], names: {en: X}}", "f:2: code: should be a text"),
                place("{code: nl}", "f:2: names: is missing"),
                place("{code: nl, names: Netherlands}", "f:2: names: should be names by language: {en: …}"),
                place("{code: nl, names: {es: Países Bajos}}", "f:2: names.en: is missing"),
                place("{code: nl, names: {en: ''}}", "f:2: names.en: is empty"),
                place(
                        "{code: nl, names: {en: X, English: X}}",
                        "f:2: names: 'English' is not a language code such as 'es' or 'pt-BR'"),
                place("{code: nl, names: {en: \"a\\nb\"}}", "f:2: names.en: has a line break or a control character"),
                place("{code: nl, names: {en: \"a\\0b\"}}", "f:2: names.en: has a line break or a control character"),
                place(
                        "{code: nl, names: {en: \"a\\u202eb\"}}",
                        "f:2: names.en: has a line break or a control character"),
                place("{code: nl, names: {en: <b>X</b>}}", "f:2: names.en: should not have '<' or '>'"),
                place("{code: nl, names: {en: " + "x".repeat(41) + "}}", "f:2: names.en: is longer than 40 characters"),
                place(
                        "{code: nl, flag: " + "🇳".repeat(17) + ", names: {en: X}}",
                        "f:2: flag: is longer than 16 characters"),
                place("{code: nl, flags: x, names: {en: X}}", "f:2: unknown field 'flags', did you mean 'flag'?"),
                of(
                        "locations:\n  - {code: nl, names: {en: X}}\n  - {code: nl, names: {en: Y}}\nservers: []\n",
                        "f:3: code: the same code is on line 2"),
                // servers
                bad(server("nl-1", "id: -"), "f:4: id: is missing"),
                bad(
                        server("NL_1", "host: nl1.example.org"),
                        "f:4: id: should be 1-32 of a-z, 0-9 and '-', not starting with '-'"),
                bad(
                        server("nl-1") + server("nl-1", "api-url: https://203.0.113.8/other"),
                        "f:11: id: the same id is on line 4"),
                bad(server("nl-1", "location: -"), "f:4: location: is missing"),
                bad(server("nl-1", "location: de"), "f:5: location: 'de' is not among the locations"),
                bad(
                        server("nl-1", "location: n1"),
                        "f:5: location: 'n1' is not among the locations, did you mean 'nl'?"),
                bad(server("nl-1", "protocol: -"), "f:4: protocol: is missing"),
                bad(
                        server("nl-1", "protocol: outlin"),
                        "f:6: protocol: 'outlin' is unknown, did you mean 'outline'? (known: outline, wireguard)"),
                bad(
                        server("nl-1", "protocol: openvpn"),
                        "f:6: protocol: 'openvpn' is unknown (known: outline, wireguard)"),
                bad(server("nl-1", "host: -"), "f:4: host: is missing"),
                bad(server("nl-1", "host: ''"), "f:7: host: is empty"),
                bad(server("nl-1", "host: https://nl1.example.org"), BAD_HOST),
                bad(server("nl-1", "host: nl1.example.org:443"), BAD_HOST),
                bad(server("nl-1", "host: nl1_example.org"), BAD_HOST),
                bad(server("nl-1", "host: 'nl1 .org'"), BAD_HOST),
                bad(server("nl-1", "host: -nl1.example.org"), BAD_HOST),
                bad(server("nl-1", "host: 300.1.2.3"), BAD_HOST),
                bad(server("nl-1", "host: fe80::1%eth0"), BAD_HOST),
                bad(server("nl-1", "host: нл.example.org"), BAD_HOST),
                bad(server("nl-1", "host: \"a\\nb\""), "f:7: host: has a line break or a control character"),
                bad(server("nl-1", "capacity: -"), "f:4: capacity: is missing"),
                bad(server("nl-1", "capacity: 0"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: -1"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: 100001"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: 9223372036854775808"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: 1e3"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: many"), BAD_CAPACITY),
                bad(server("nl-1", "capacity: [1]"), "f:10: capacity: should be a text"),
                bad(
                        server("nl-1", "state: sleeping"),
                        "f:11: state: 'sleeping' is unknown (known: active, draining, hidden, removed)"),
                bad(
                        server("nl-1", "state: down"),
                        "f:11: state: 'down' is unknown (known: active, draining, hidden, removed)"),
                bad(
                        server("nl-1", "state: Hiden"),
                        "f:11: state: 'Hiden' is unknown, did you mean 'hidden'? (known: active, draining, hidden, removed)"),
                bad(server("nl-1", "api_url: x"), "f:11: unknown field 'api_url', did you mean 'api-url'?"),
                bad(server("nl-1", "colour: red"), "f:11: unknown field 'colour'"),
                bad("  - {id: nl-1, state: removed, until: x}\n", "f:4: unknown field 'until'"),
                // access
                bad(server("nl-1", "api-url: -"), "f:4: api-url: is missing"),
                bad(server("nl-1", "cert-sha256: -"), "f:4: cert-sha256: is missing"),
                bad(
                        server("nl-1", "api-url: http://203.0.113.7/x"),
                        "f:8: api-url: the address should begin with https://"),
                bad(server("nl-1", "api-url: nonsense"), "f:8: api-url: the address should begin with https://"),
                bad(server("nl-1", "api-url: https://user@203.0.113.7/x"), BAD_ADDRESS),
                bad(server("nl-1", "api-url: 'https://203.0.113.7/x?y'"), BAD_ADDRESS),
                bad(server("nl-1", "api-url: 'https://203.0.113.7:99999/x'"), BAD_ADDRESS),
                bad(
                        server("nl-1", "api-url: https://203.0.113.7"),
                        "f:8: api-url: the address has no secret path: copy all of apiUrl"),
                bad(server("nl-1", "api-url: https://127.0.0.1/x"), PRIVATE),
                bad(server("nl-1", "api-url: https://169.254.169.254/x"), PRIVATE),
                bad(server("nl-1", "api-url: https://localhost/x"), PRIVATE),
                bad(server("nl-1", "api-url: 'https://[::1]/x'"), PRIVATE),
                bad(server("nl-1", "api-url: 'https://[::ffff:10.0.0.1]/x'"), PRIVATE),
                bad(
                        server("nl-1", "cert-sha256: A0A0"),
                        "f:9: cert-sha256: should be 64 hexadecimal digits without colons, found 4 characters"),
                bad(
                        server("nl-1", "cert-sha256: " + "G".repeat(64)),
                        "f:9: cert-sha256: should be 64 hexadecimal digits without colons, found 64 characters"),
                bad(
                        server("nl-1", "api-url-file: x.txt"),
                        "f:4: api-url: stands beside api-url-file: give only one of them"),
                bad(
                        server("nl-1", "api-url: " + URL) + server("nl-2", "api-url: " + URL + "/"),
                        "f:11: api-url: the server on line 4 has the same address"));
    }

    private static final String BAD_HOST =
            "f:7: host: should be a host name alone, such as nl1.example.org: no https://, port or path";
    private static final String BAD_CAPACITY = "f:10: capacity: should be a whole number of keys from 1 to 100000";
    private static final String BAD_ADDRESS =
            "f:8: api-url: the address should look like https://host:port/secret-path";
    private static final String PRIVATE =
            "f:8: api-url: the address is inside a private network: if that is meant, set ALLOW_PRIVATE_SERVERS=true";

    private static Arguments of(String text, String remark) {
        return Arguments.of(text, remark);
    }

    private static Arguments place(String place, String remark) {
        return of("locations:\n  - " + place + "\nservers: []\n", remark);
    }

    private static Arguments bad(String servers, String remark) {
        return of(with(servers), remark);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String text, String remark) {
        var read = read(text);
        assertEquals(List.of(remark), in("f", read.problems()));
        assertNull(read.file());
    }

    @Test
    void everyMistakeIsToldInOrderOfLines() {
        assertEquals(
                List.of(
                        "f:4: api-url: is missing",
                        "f:5: location: 'xx' is not among the locations",
                        "f:7: host: is empty",
                        "f:9: capacity: should be a whole number of keys from 1 to 100000"),
                in(
                        "f",
                        read(with(server("nl-1", "location: xx", "host: ''", "api-url: -", "capacity: x")))
                                .problems()));
    }

    static Stream<String> filesWithSecrets() {
        var line = "api-url: " + URL;
        return Stream.of(
                with(server("nl-1", "capacity: x", line)),
                with(server("nl-1")) + "    " + URL + ": x\n",
                with(server("nl-1")) + "   " + line + "\n",
                with(server("nl-1")) + "    " + line + "\n",
                with(server("nl-1", "api-url: \"" + URL)),
                with(server("nl-1", "api-url: *" + SECRET)),
                with(server("nl-1", "api-url: !" + SECRET + "!x y")),
                with(server("nl-1", "api-url: \"" + URL + "\\" + SECRET + "\"")),
                with(server("nl-1", "api-url: " + URL.replace("https", "http"))),
                with(server("nl-1", "api-url: " + URL + "?q")),
                with(server("nl-1", "api-url: [" + URL + "]")),
                with(server("nl-1", "api-url: {" + URL + ": " + URL + "}", "x: y")),
                with(server("nl-1", "api-url: -", "api-url-file: " + URL)),
                with(server("nl-1", "host: " + URL)),
                with(server("nl-1", "location: " + URL)),
                with(server("nl-1", "protocol: " + URL)),
                with(server("nl-1", "cert-sha256: " + URL)),
                with(server("nl-1", "state: " + URL)),
                PLACES.replace("en: Netherlands", "\"" + URL + "\": x") + "servers: []\n");
    }

    @ParameterizedTest
    @MethodSource("filesWithSecrets")
    void noRemarkRepeatsASecretAddress(String text) {
        var read = read(text);
        assertFalse(read.problems().isEmpty());
        assertFalse(read.toString().contains(SECRET), read.toString());
    }

    @Test
    void aReadingNeverPrintsAnAccess() {
        assertFalse(read(with(server("nl-1"))).toString().contains(SECRET));
    }

    @Test
    void anAddressAsHostIsOnlyAWarning() {
        var read = read(with(server("nl-1", "host: 203.0.113.7"), server("nl-2", "host: '2001:db8::7'")));
        assertEquals(List.of(), read.problems());
        assertEquals(
                List.of(
                        "f:7: host: is an address: with a host name the server could move without its users noticing",
                        "f:14: host: is an address: with a host name the server could move without its users noticing"),
                in("f", read.warnings()));
    }

    @Test
    void aPrivateServerIsAllowedWhereThatIsMeant() {
        var text = with(server("nl-1", "api-url: https://127.0.0.1:8443/x"));
        assertEquals(List.of(), ServersFileReader.read(text, folder, true).problems());
    }

    @Test
    void accessTxtHoldsBoth() {
        secret("access.txt", "certSha256:%s\napiUrl:%s\n".formatted(CERT, URL));
        var read = read(with(fromFile("access.txt")));
        assertEquals(access(), accessOf(read));
        assertEquals(Set.of(folder.resolve("access.txt")), read.accessFiles());
    }

    @Test
    void theLineOfTheInstallerHoldsBothToo() {
        secret("access.txt", "{\"apiUrl\":\"%s\",\"certSha256\":\"%s\"}\n".formatted(URL, CERT));
        assertEquals(access(), accessOf(read(with(fromFile("access.txt")))));
    }

    @Test
    void aFileOfTheAddressAloneGoesWithAHash() {
        secret("url", URL + "\n");
        assertEquals(access(), accessOf(read(with(fromFile("url", "cert-sha256: " + CERT)))));
        assertEquals(
                List.of("f:4: cert-sha256: is missing"),
                in("f", read(with(fromFile("url"))).problems()));
    }

    @Test
    void anAbsolutePathIsTakenAsItIs(@TempDir Path elsewhere) {
        new ServersFolder(elsewhere).write("url", URL, "rw-------");
        var file = elsewhere.resolve("url").toString();
        assertEquals(access(), accessOf(read(with(fromFile(file, "cert-sha256: " + CERT)))));
    }

    @Test
    void whatIsWrongWithAnAccessFile() {
        secret("txt", "certSha256:%s\napiUrl:https://10.0.0.1/x\n".formatted(CERT));
        secret("nocert", "apiUrl:" + URL);
        secret("words", "see Outline Manager");
        secret("other", "certSha256:%s\napiUrl:%s\n".formatted(CERT.replace('A', 'B'), URL));
        new ServersFolder(folder).write("open", URL, "rw-r-----");
        var remarks = new ArrayList<String>();
        for (var file : List.of("gone", "open", ".", "txt", "nocert", "words")) {
            remarks.addAll(in("f", read(with(fromFile(file))).problems()));
        }
        assertEquals(
                List.of(
                        "f:10: api-url-file: gone is missing",
                        "f:10: api-url-file: open can be read by others: chmod 600 it",
                        "f:10: api-url-file: . is not a file",
                        "f:10: api-url-file: in txt the address is inside a private network: if that is meant,"
                                + " set ALLOW_PRIVATE_SERVERS=true",
                        "f:10: api-url-file: in nocert the certSha256 should be 64 hexadecimal digits",
                        "f:10: api-url-file: the address should look like https://host:port/secret-path"),
                remarks.stream()
                        .map(remark -> remark.replaceFirst("f:\\d+", "f:10"))
                        .toList());
        assertEquals(
                List.of("f:8: cert-sha256: is not the certSha256 in other: leave it out"),
                in("f", read(with(fromFile("other", "cert-sha256: " + CERT))).problems()));
    }

    private static String fromFile(String file, String... others) {
        var fields = new ArrayList<>(List.of("api-url: -", "cert-sha256: -", "api-url-file: " + file));
        fields.addAll(List.of(others));
        return server("nl-1", fields.toArray(String[]::new));
    }

    private static OutlineAccess access() {
        return OutlineAccess.of(URL, CERT, false);
    }

    private static ServerAccess accessOf(Read read) {
        assertEquals(List.of(), read.problems());
        return ((Serving) read.file().servers().getFirst()).access();
    }

    private void secret(String name, String text) {
        new ServersFolder(folder).write(name, text, "rw-------");
    }

    private ServersFile good(String text) {
        var read = read(text);
        assertEquals(List.of(), read.problems());
        return read.file();
    }

    private Read read(String text) {
        return ServersFileReader.read(text, folder, false);
    }

    private static List<String> in(String file, List<Remark> remarks) {
        return remarks.stream().map(remark -> remark.in(file)).toList();
    }
}
