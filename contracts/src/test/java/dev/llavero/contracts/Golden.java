package dev.llavero.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The approved files: what is on the topics today must be readable for ever, so nobody changes its form by accident. */
final class Golden {
    private static final Path FOLDER = Checkout.file("contracts/src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("llavero.golden"));
    private static final String HOW_TO_APPROVE = """
            %s is not what is approved. Others have stored messages of the approved form and must go on reading them.
            From release 0.1 on: leave it and add a new version of the type. Before that, or for a new type: approve with
              ./mvnw -pl contracts test -Dllavero.golden=write
            and read the difference before you commit it.
            """;
    private static final ObjectWriter PRETTY =
            Json.mapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Golden() {}

    /** Such as {@code KeyCreated.v1.json} for {@code dev.llavero.keys.KeyCreated.v1}. */
    static String fileOf(MessageType type) {
        return type.name().split("\\.", 4)[3] + ".json";
    }

    static String textOf(Message message) {
        try {
            return PRETTY.writeValueAsString(message) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String file) {
        return Checkout.text(FOLDER.resolve(file).toString());
    }

    /** Fails when the approved file says something else; when asked to, approves instead. */
    static void approve(String file, String now) throws IOException {
        var path = FOLDER.resolve(file);
        if (WRITE) {
            Files.writeString(path, now);
        }
        assertEquals(Files.exists(path) ? Files.readString(path) : "", now, HOW_TO_APPROVE.formatted(file));
    }

    /** Fails when an approved file is left of something that is gone; when asked to, removes it. */
    static void approveOnly(Set<String> files) throws IOException {
        if (!WRITE) {
            assertEquals(new TreeSet<>(files), names(), HOW_TO_APPROVE.formatted("The list of files"));
            return;
        }
        for (var name : names()) {
            if (!files.contains(name)) {
                Files.delete(FOLDER.resolve(name));
            }
        }
    }

    private static Set<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
