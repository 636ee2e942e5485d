package dev.llavero.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process prints, in a file, and those who wait for a line of it. */
final class CapturedOutput {

    private static final int TAIL_BYTES = 4_000;

    private record Waiter(Pattern wanted, CompletableFuture<MatchResult> line) {}

    private final String name;
    private final Path file;
    private final long largest;
    private volatile long start;
    private long size;
    private Writer writer;
    private final List<Waiter> waiters = new ArrayList<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private Optional<String> end = Optional.empty();

    private CapturedOutput(String name, Path file, long largest) throws IOException {
        this.name = name;
        this.file = file;
        this.largest = largest;
        start = Files.exists(file) ? Files.size(file) : 0;
        size = start;
        writer = open();
    }

    /** @param largest about how many bytes the file may have; then it becomes the one with {@code .1} behind its name */
    static CapturedOutput of(String name, Process process, Path file, long largest) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var output = new CapturedOutput(name, file, largest);
        Thread.ofPlatform().daemon().name("output of " + name).start(() -> output.follow(process));
        return output;
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Path file() {
        return file;
    }

    /** Completed when nothing more can come: the process and all that inherited its output have let go of it. */
    CompletableFuture<Void> complete() {
        return complete;
    }

    synchronized CompletableFuture<MatchResult> line(String regex) {
        Pattern wanted = Pattern.compile(regex);
        return printed()
                .map(line -> match(wanted, line))
                .flatMap(Optional::stream)
                .findFirst()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> nextLine(regex));
    }

    synchronized CompletableFuture<MatchResult> nextLine(String regex) {
        var waiter = new Waiter(Pattern.compile(regex), new CompletableFuture<>());
        waiters.add(waiter);
        end.ifPresent(this::disappoint);
        return waiter.line();
    }

    String tail() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(start, log.length() - TAIL_BYTES));
            var bytes = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<String> printed() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(start);
            var bytes = new byte[(int) (log.length() - start)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(Process process) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) print(line);
            writer.close();
        } catch (IOException e) {
            ended("its output broke: " + e.getMessage());
            return;
        } finally {
            complete.complete(null);
        }
        process.onExit().thenAccept(gone -> ended("it ended with exit code " + gone.exitValue()));
    }

    private synchronized void print(String line) throws IOException {
        if (size > largest) beginAnew();
        writer.write(line);
        writer.write('\n');
        writer.flush();
        size += line.length() + 1;
        waiters.removeIf(waiter ->
                match(waiter.wanted(), line).map(waiter.line()::complete).isPresent());
    }

    private void beginAnew() throws IOException {
        writer.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        writer = open();
        start = 0;
        size = 0;
    }

    private synchronized void ended(String how) {
        end = Optional.of(how);
        disappoint(how);
    }

    private void disappoint(String how) {
        for (Waiter waiter : waiters) {
            waiter.line()
                    .completeExceptionally(new IllegalStateException(
                            "%s did not print '%s', %s:%n%s".formatted(name, waiter.wanted(), how, tail())));
        }
        waiters.clear();
    }

    private static Optional<MatchResult> match(Pattern wanted, String line) {
        Matcher matcher = wanted.matcher(line);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }
}
