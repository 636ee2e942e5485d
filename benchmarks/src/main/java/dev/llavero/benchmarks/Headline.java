package dev.llavero.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The measurements there are. */
enum Headline {
    H1("Telegram update → durable command", UpdateToCommand::new),
    H2("Telegram update → key in the chat", UpdateToKey::new),
    H7("Memory", Memory::new),
    H8("Start of a process → ready", StartToReady::new),
    H9("Recovery", Recovery::new),
    WIREGUARD("One more peer on a WireGuard server", OneMorePeer::new),
    SCALE("More key-provisioners, slow servers", MoreProvisioners::new);

    private final String title;
    private final BiFunction<Repository, Size, Benchmark> opening;

    Headline(String title, BiFunction<Repository, Size, Benchmark> opening) {
        this.title = title;
        this.opening = opening;
    }

    String title() {
        return title;
    }

    /** As on the command line and in the name of the result. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why it cannot be measured here; empty when it can. */
    Optional<String> missing() {
        return switch (this) {
            case H1, H2, H7, H8, H9, SCALE -> Optional.empty();
            case WIREGUARD -> OneMorePeer.missing();
        };
    }

    Benchmark open(Repository repository, Size size) {
        return opening.apply(repository, size);
    }

    static Headline named(String key) {
        return Arrays.stream(values())
                .filter(headline -> headline.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark " + key + "; there are "
                        + Arrays.stream(values()).map(Headline::key).collect(Collectors.joining(", "))));
    }
}
