package dev.llavero.agent.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("peers.jsonl");
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        write(1, 2, 3);

        assertEquals(List.of(1L, 2L, 3L), read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void everyCutThroughTheLastLineLosesThatLineAlone() throws IOException {
        write(1, 2, 3);
        var whole = Files.readAllBytes(file);
        var lastLine = new String(whole).lines().toList().getLast().length();

        for (int cut = 1; cut <= lastLine; cut++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            assertEquals(List.of(1L, 2L), read(), cut + " bytes cut off");
        }
        write(4);
        assertEquals(List.of(1L, 2L, 4L), read());
    }

    @Test
    void damageInTheMiddleIsNotPassedOverAndNotQuoted() throws IOException {
        write(1);
        Files.writeString(file, "{\"entry\":\"held\",\"presharedKey\":\"s3cr3t\n", StandardOpenOption.APPEND);
        Files.writeString(file, "{\"entry\":\"filled\",\"counterEpoch\":2}\n", StandardOpenOption.APPEND);

        var failure = assertThrows(IOException.class, this::read);

        assertTrue(failure.getMessage().contains("line 2"), failure.getMessage());
        assertFalse((failure + " " + failure.getCause()).contains("s3cr3t"));
    }

    @Test
    void aRewrittenJournalGoesOn() throws IOException {
        try (var journal = Journal.open(file, _ -> {})) {
            for (int i = 0; i < 1_100; i++) journal.append(new Entry.Filled(i));
            assertTrue(journal.isLongFor(10));
            journal.rewrite(LongStream.range(0, 10).mapToObj(Entry.Filled::new));
            assertFalse(journal.isLongFor(10));
            journal.append(new Entry.Filled(99));
            journal.sync();
        }

        assertEquals(
                LongStream.concat(LongStream.range(0, 10), LongStream.of(99))
                        .boxed()
                        .toList(),
                read());
        assertFalse(Files.exists(folder.resolve("peers.jsonl.new")));
    }

    @Test
    void aLeftoverOfABrokenOffRewriteDisturbsNothing() throws IOException {
        write(1);
        Files.writeString(folder.resolve("peers.jsonl.new"), "half a li");

        try (var journal = Journal.open(file, _ -> {})) {
            journal.rewrite(LongStream.of(7).mapToObj(Entry.Filled::new));
        }

        assertEquals(List.of(7L), read());
    }

    @Test
    void aFullDiskRefusesAndIsForgottenWhenThereIsRoom() throws Exception {
        var small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(runs("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()), "a small disk needs root");
        try {
            file = small.resolve("peers.jsonl");
            var ballast = small.resolve("ballast");
            var written = new ArrayList<Long>();
            try (var journal = Journal.open(file, _ -> {})) {
                Files.write(ballast, new byte[48 << 10]);
                assertThrows(IOException.class, () -> {
                    for (long epoch = 0; ; epoch++) {
                        journal.append(new Entry.Filled(epoch));
                        written.add(epoch);
                    }
                });
                assertFalse(journal.isBroken());
                Files.delete(ballast);
                journal.append(new Entry.Filled(-1));
                journal.sync();
                written.add(-1L);
            }
            assertEquals(written, read());
        } finally {
            assertTrue(runs("umount", small.toString()));
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void write(long... epochs) throws IOException {
        try (var journal = Journal.open(file, _ -> {})) {
            for (var epoch : epochs) journal.append(new Entry.Filled(epoch));
            journal.sync();
        }
    }

    private List<Long> read() throws IOException {
        var epochs = new ArrayList<Long>();
        try (var journal = Journal.open(file, entry -> epochs.add(((Entry.Filled) entry).counterEpoch()))) {
            assertFalse(journal.isBroken());
        }
        return epochs;
    }
}
