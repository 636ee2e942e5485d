package dev.llavero.app.op;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        description = "What would be done at the servers after a restore; nothing is, before you confirm it.")
final class ReconcileVerb implements Callable<Integer> {
    private final Restores restores;
    private final Answers answers;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    ReconcileVerb(Restores restores, Answers answers) {
        this.restores = restores;
        this.answers = answers;
    }

    static final class Wanted {
        @Option(names = "--dry-run", description = "Show it.")
        private boolean dryRun;

        @Option(names = "--confirm", description = "Let it be done.")
        private boolean confirm;
    }

    /** In JSON. @param restore null if none waits */
    private record Report(RestoreLine restore, List<ComparedLine> servers) {}

    @Override
    public Integer call() {
        return wanted.confirm ? confirm() : show();
    }

    private int show() {
        var restore = restores.waiting();
        var servers = restores.comparisons();
        var table = new Table("SERVER", "COMPARED", "TO PUT", "TO TAKE AWAY", "FOREIGN");
        servers.forEach(server -> table.row(
                server.serverId(), server.comparedAt(), server.toPut(), server.toTakeAway(), server.foreign()));
        return answers.show(
                new Report(restore.orElse(null), servers),
                table,
                restore.map(waiting ->
                                waiting.logReadAt() == null ? sentence(waiting) : sentence(waiting) + notYet(servers))
                        .orElse("No restore waits."));
    }

    /** A server that was not asked since has nothing to do only because nobody knows. */
    private static String notYet(List<ComparedLine> servers) {
        var silent = servers.stream()
                .filter(server -> server.comparedAt() == null)
                .map(server -> server.serverId().value())
                .toList();
        return silent.isEmpty()
                ? ""
                : "%nNot compared yet, so what they hold is not in these numbers: %s. Look again in a moment."
                        .formatted(String.join(", ", silent));
    }

    private static String sentence(RestoreLine restore) {
        return restore.logReadAt() == null
                ? "The log's keys are still being taken in: look again in a moment."
                : "%d keys came back from the log. Nothing is done at any server before: op reconcile --confirm"
                        .formatted(restore.keysBack());
    }

    private int confirm() {
        var restore = restores.waiting();
        if (restore.isEmpty()) {
            return answers.noSuch("restore that waits");
        }
        if (restore.get().logReadAt() == null) {
            return answers.refuse(sentence(restore.get()));
        }
        restores.end();
        return answers.show(restore.get(), new Table("CONFIRMED").row("the workers go on"));
    }
}
