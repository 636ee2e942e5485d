package dev.llavero.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where things are. */
record Repository(Path root) {
    private static final Path PEERS = Path.of("benchmarks", "peers");

    /** The one that the working directory is in. */
    static Repository here() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(PEERS)))
                .findFirst()
                .map(Repository::new)
                .orElseThrow(() -> new IllegalStateException("run it inside of the repository"));
    }

    Path peers() {
        return root.resolve(PEERS);
    }

    Path results() {
        return root.resolve(Path.of("benchmarks", "results"));
    }

    /** The launcher of the built agent. */
    Path wireGuardAgent() {
        return root.resolve(Path.of("wireguard-agent", "target", "wireguard-agent", "wireguard-agent"));
    }

    Path builtApplication() {
        return root.resolve(Path.of("app", "target", "quarkus-app"));
    }
}
