package dev.llavero.app.op;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Which dead letters are meant: all that match everything that is said. */
final class Chosen {
    @Option(names = "--id", paramLabel = "<letter>", description = "This one; may be given several times.")
    private List<UUID> ids = List.of();

    @Option(names = "--type", paramLabel = "<type>", description = "Records of this type, such as CreateKey.")
    private String type;

    @Option(names = "--topic", paramLabel = "<topic>", description = "Records from this topic.")
    private String topic;

    @Option(names = "--since", paramLabel = "<time>", description = "Buried then or later: 2026-01-31T12:00:00Z.")
    private Instant since;

    @Option(names = "--until", paramLabel = "<time>", description = "Buried before then.")
    private Instant until;

    boolean saysAnything() {
        return !ids.isEmpty() || type != null || topic != null || since != null || until != null;
    }

    List<BuriedRecord> among(List<BuriedRecord> letters) {
        return letters.stream().filter(this::means).toList();
    }

    private boolean means(BuriedRecord buried) {
        return (ids.isEmpty() || ids.contains(buried.id()))
                && (type == null || buried.isOfType(type))
                && (topic == null || topic.equals(buried.letter().topic()))
                && (since == null || !buried.buriedAt().isBefore(since))
                && (until == null || buried.buriedAt().isBefore(until));
    }
}
