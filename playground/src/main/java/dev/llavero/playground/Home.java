package dev.llavero.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The folder where everything is kept from one {@code up} to the next; only its owner may look into it. */
record Home(Path folder) {
    private static final List<String> DATA = List.of(
            "kafka",
            "postgres",
            "telegram",
            "outline",
            "wireguard",
            "logs",
            "servers.yaml",
            "database.password",
            "bot.token");
    private static final String MASTER_KEY = "vault.key";
    private static final String INVITATION_KEY = "invitations.key";

    static Home at(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new Home(folder.toRealPath());
        } catch (IOException e) {
            throw new Refusal(Refusal.FAILED, "%s cannot be used: %s".formatted(folder, e));
        }
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path telegram() {
        return folder.resolve("telegram");
    }

    Path outline(String server) {
        return folder.resolve("outline").resolve(server);
    }

    Path wireGuard(String server) {
        return folder.resolve("wireguard").resolve(server);
    }

    Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    /** For {@code ./llavero}: the supervisor's pid and the address of its overview. */
    Path supervisor() {
        return folder.resolve("supervisor");
    }

    /** For {@code ./llavero op}: how to reach what runs here. */
    Path environment() {
        return folder.resolve("env");
    }

    /** Held until this process ends, however it ends. */
    FileLock occupy() {
        try {
            FileLock lock = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock != null) return lock;
        } catch (IOException e) {
            throw new Refusal(Refusal.FAILED, "%s cannot be locked: %s".formatted(folder, e));
        }
        throw new Refusal(Refusal.RUNS_ALREADY, "It runs already: see ./llavero status, or end it with ./llavero down");
    }

    /**
     * Deletes what earlier runs left, by name: the folder is the user's choice and may hold other things.
     *
     * @param keepMasterKey because a database that is not ours has rows sealed with it
     */
    void forget(boolean keepMasterKey) {
        DATA.forEach(name -> delete(folder.resolve(name)));
        if (!keepMasterKey) delete(folder.resolve(MASTER_KEY));
    }

    Path masterKey(Supplier<String> fresh) {
        secret(MASTER_KEY, fresh);
        return folder.resolve(MASTER_KEY);
    }

    Path invitationKey(Supplier<String> fresh) {
        secret(INVITATION_KEY, fresh);
        return folder.resolve(INVITATION_KEY);
    }

    /** What the application seals and signs with, as far as it is there, with what to call it. */
    Map<String, String> signingSecrets() {
        var secrets = new HashMap<String, String>();
        try {
            for (var line : kept(MASTER_KEY)) secrets.put(line.substring(line.indexOf(':') + 1), "a master key");
            for (var line : kept(INVITATION_KEY)) secrets.put(line, "the key of invitations");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets;
    }

    private List<String> kept(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    String databasePassword(Supplier<String> fresh) {
        return secret("database.password", fresh);
    }

    String botToken(Supplier<String> fresh) {
        return secret("bot.token", fresh);
    }

    /** Readable by its owner alone from the first byte on; complete or not there. */
    Path writePrivately(Path file, String text) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, text);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String secret(String name, Supplier<String> fresh) {
        Path file = folder.resolve(name);
        try {
            if (Files.notExists(file)) writePrivately(file, fresh.get() + "\n");
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) {
        if (Files.notExists(tree)) return;
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
