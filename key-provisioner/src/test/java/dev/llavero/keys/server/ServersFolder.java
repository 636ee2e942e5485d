package dev.llavero.keys.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** An operator's folder with a servers file, and what stands in it. */
record ServersFolder(Path path) {
    static final String CERT = "A0".repeat(32);
    static final String SECRET = "s3cr3tPathOfNl1";
    static final String URL = "https://203.0.113.7:8443/" + SECRET;

    static final String PLACES = """
            locations:
              - {code: nl, flag: "🇳🇱", names: {en: Netherlands, es: Países Bajos}}
            """;

    Path file() {
        return path.resolve("servers.yaml");
    }

    /** A server of which each field can be replaced: {@code server("nl-1", "capacity: 7")}. */
    static String server(String id, String... others) {
        var fields = new java.util.LinkedHashMap<String, String>();
        fields.put("id", id);
        fields.put("location", "nl");
        fields.put("protocol", "outline");
        fields.put("host", id + ".example.org");
        fields.put("api-url", "\"https://203.0.113.7:8443/" + SECRET + "-" + id + "\"");
        fields.put("cert-sha256", CERT);
        fields.put("capacity", "1000");
        for (var other : others) {
            var parts = other.split(": ", 2);
            fields.put(parts[0], parts[1]);
        }
        fields.values().removeIf("-"::equals);
        var text = new StringBuilder();
        fields.forEach(
                (field, value) -> text.append(text.isEmpty() ? "  - " : "    ").append(field + ": " + value + "\n"));
        return text.toString();
    }

    static String with(String... servers) {
        return PLACES + "servers:\n" + String.join("", servers);
    }

    void write(String text) {
        write("servers.yaml", text, "rw-------");
    }

    void write(String name, String text, String permissions) {
        try {
            var file = path.resolve(name);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path masterKey() {
        write("master.key", "k1:" + Base64.getEncoder().encodeToString(new byte[32]) + "\n", "rw-------");
        return path.resolve("master.key");
    }
}
