package dev.llavero.benchmarks.contender;

import dev.llavero.testkit.wireguard.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What panels do: the whole configuration is a file, and {@code wg syncconf} makes the interface like it after every change. */
public final class SyncConf implements PeerHolder {
    public static final String NAME = "wg syncconf of the whole file";

    private final Path file;
    private final String interfaceName;
    private final StringBuilder all = new StringBuilder("[Interface]\n");

    public SyncConf(Path file, String interfaceName) {
        this.file = file;
        this.interfaceName = interfaceName;
    }

    /** All of them at once: only what comes then is measured. */
    public void fill(int peers) {
        for (int number = 0; number < peers; number++) all.append(new PeerWish(number).section());
        sync();
    }

    @Override
    public void add(PeerWish wish) {
        all.append(wish.section());
        sync();
    }

    private void sync() {
        try {
            Files.writeString(file, all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Tools.run("wg", "syncconf", interfaceName, file.toString());
    }

    @Override
    public void close() {
        // the file goes with its folder
    }
}
