package dev.llavero.app.op;

import dev.llavero.contracts.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "dead-letters", description = "Records that could not be consumed.")
final class DeadLetterVerbs {
    private final DeadLetters letters;
    private final Answers answers;

    @Spec
    CommandLine.Model.CommandSpec spec;

    DeadLetterVerbs(DeadLetters letters, Answers answers) {
        this.letters = letters;
        this.answers = answers;
    }

    /** One line of a list. */
    private record Line(
            UUID id,
            Instant buriedAt,
            DeadLetter.Kind kind,
            String type,
            String record,
            String consumer,
            String reason) {
        static Line of(BuriedRecord buried) {
            var letter = buried.letter();
            return new Line(
                    buried.id(),
                    buried.buriedAt(),
                    letter.kind(),
                    buried.type(),
                    buried.place(),
                    letter.consumer(),
                    letter.reason());
        }
    }

    /** Without the value, which can be long and is nobody's business on a screen; {@code --json} has it all. */
    private record Whole(UUID id, Instant buriedAt, DeadLetter letter) {}

    private record Replayed(boolean done, List<Line> letters) {}

    @Command(name = "list", description = "List them, oldest first.")
    int list(@Mixin Chosen chosen) {
        var lines = chosen.among(letters.all()).stream().map(Line::of).toList();
        return answers.show(lines, table(lines));
    }

    @Command(name = "show", description = "Show one.")
    int show(@Parameters(paramLabel = "<letter>", description = "Its id.") UUID id) {
        return letters.all().stream()
                .filter(buried -> buried.id().equals(id))
                .findFirst()
                .map(this::show)
                .orElseGet(() -> answers.noSuch("dead letter " + id));
    }

    private int show(BuriedRecord buried) {
        var letter = buried.letter();
        var table = new Table("WHAT", "IS")
                .row("letter", buried.id())
                .row("buried", buried.buriedAt())
                .row("kind", letter.kind())
                .row("reason", letter.reason())
                .row("consumer", letter.consumer())
                .row("record", buried.place())
                .row("key", letter.key())
                .row(
                        "value, base64",
                        letter.value() == null ? null : letter.value().length() + " characters");
        letter.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> table.row(header.getKey(), header.getValue()));
        return answers.show(new Whole(buried.id(), buried.buriedAt(), letter), table);
    }

    @Command(
            name = "replay",
            description =
                    "Put records back on their topics, with the ids that they had. Shows which, unless --yes. Those without a value"
                            + " are left out, for nobody can read them.")
    int replay(
            @Mixin Chosen chosen,
            @Option(names = "--all", description = "All of them.") boolean all,
            @Option(names = "--yes", description = "Do it.") boolean yes) {
        if (all == chosen.saysAnything()) {
            throw new ParameterException(
                    spec.commandLine(), "Say which: --id, --type, --topic, --since, --until, or --all");
        }
        var meant = chosen.among(letters.all()).stream()
                .filter(BuriedRecord::isWhole)
                .toList();
        var lines = meant.stream().map(Line::of).toList();
        if (yes) {
            letters.replay(meant);
        }
        return answers.show(
                new Replayed(yes, lines),
                table(lines),
                yes
                        ? "Replayed: %d".formatted(lines.size())
                        : "Nothing is done yet. With --yes these are replayed: %d".formatted(lines.size()));
    }

    private static Table table(List<Line> lines) {
        var table = new Table("LETTER", "BURIED", "KIND", "TYPE", "RECORD", "CONSUMER", "REASON");
        lines.forEach(line -> table.row(
                line.id(), line.buriedAt(), line.kind(), line.type(), line.record(), line.consumer(), line.reason()));
        return table;
    }
}
