package dev.llavero.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A secret that stands in a variable, or in the file that the variable of the same name with {@code _FILE} names. */
public final class SecretVariable {
    private static final String FILE = "_FILE";

    private SecretVariable() {}

    /**
     * The variable where it is set, else the file's content without white space around it.
     *
     * @throws IllegalStateException if the file cannot be read; the text names the file and nothing of its content
     */
    public static Optional<String> read(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .or(() -> fromFile(name + FILE, environment));
    }

    static Optional<String> fromFile(String variable, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isBlank())
                .map(path -> content(variable, Path.of(path)));
    }

    private static String content(String variable, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException("%s %s cannot be read: %s"
                    .formatted(variable, file, unreadable.getClass().getSimpleName()));
        }
    }
}
