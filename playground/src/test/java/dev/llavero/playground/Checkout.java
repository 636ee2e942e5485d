package dev.llavero.playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The script with what this build has made, in a folder of its own: nobody's {@code .env} is read, and nothing is built. A {@code mvnw}
 * that is asked all the same only says so.
 *
 * @param environment all of it: nothing of whoever runs this test
 */
record Checkout(Path folder, Map<String, String> environment) {
    static final String NOBODY_BUILDS = "[ERROR] nobody builds here";

    private static final Path STAMP = Path.of("target", "llavero.stamp");
    private static final long PATIENCE_SECONDS = 180;

    /** As the script ended. */
    record Said(int code, String out, String err) {}

    /** @param settings lines of its {@code .env} */
    static Checkout in(Path folder, Map<String, String> environment, String settings) throws Exception {
        var repository = Repository.here();
        Files.createDirectories(folder.resolve(STAMP).getParent());
        Files.copy(repository.file("llavero"), folder.resolve("llavero"), StandardCopyOption.COPY_ATTRIBUTES);
        for (var made : List.of(
                ".mvn",
                "app/target/quarkus-app",
                "playground/target/playground",
                "testkit/backing/pom.xml",
                "testkit/backing/target")) {
            Files.createDirectories(folder.resolve(made).getParent());
            Files.createSymbolicLink(folder.resolve(made), repository.file(made));
        }
        executable(folder.resolve("mvnw"), "echo '" + NOBODY_BUILDS + "'; exit 1");
        Files.writeString(folder.resolve(".env"), settings);
        var checkout = new Checkout(folder, environment);
        checkout.isBuilt();
        return checkout;
    }

    static void executable(Path program, String script) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What is built is of the sources that are here: the script's own words for them are none. */
    void isBuilt() throws Exception {
        var ask = "eval \"$(sed -n '/^sources() {/,/^}/p; /^fingerprint() /p' llavero)\"; fingerprint";
        var said = run(Path.of("unused"), "bash", "-c", ask);
        if (said.code() != 0) throw new IllegalStateException(said.toString());
        Files.writeString(folder.resolve(STAMP), said.out());
    }

    void isBuiltFromOtherSources() throws IOException {
        Files.writeString(folder.resolve(STAMP), "those of yesterday\n");
    }

    Said llavero(Path home, String... words) throws Exception {
        return run(home, Stream.concat(Stream.of("./llavero"), Stream.of(words)).toArray(String[]::new));
    }

    private Said run(Path home, String... command) throws Exception {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LLAVERO_HOME", home.toString());
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("%s goes on and on: %s%s"
                    .formatted(List.of(command), Files.readString(out), Files.readString(err)));
        }
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
