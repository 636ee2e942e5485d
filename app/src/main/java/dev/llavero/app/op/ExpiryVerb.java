package dev.llavero.app.op;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "expiry",
        description =
                "Whether the time of unusually many keys has ended at once; they go on working until you confirm it.")
final class ExpiryVerb implements Callable<Integer> {
    private final Expiries expiries;
    private final Answers answers;

    @Option(names = "--confirm", description = "It is as it should be: suspend them.")
    private boolean confirm;

    ExpiryVerb(Expiries expiries, Answers answers) {
        this.expiries = expiries;
        this.answers = answers;
    }

    @Override
    public Integer call() {
        var waiting = expiries.waiting();
        if (!confirm) {
            return answers.show(
                    waiting.orElse(null),
                    waiting.map(ExpiryVerb::table).orElseGet(() -> new Table("ENDING")),
                    waiting.map(ExpiryVerb::sentence).orElse("No more keys than usual end."));
        }
        if (waiting.isEmpty()) {
            return answers.noSuch("expiry that waits");
        }
        expiries.allow();
        return answers.show(waiting.get(), new Table("CONFIRMED").row("they are suspended within a minute"));
    }

    private static Table table(ExpiryLine line) {
        return new Table("ENDING", "OF ACTIVE", "ASKED", "CONFIRMED")
                .row(line.ending(), line.active(), line.askedAt(), line.allowedAt());
    }

    private static String sentence(ExpiryLine line) {
        return line.allowedAt() == null
                ? "They go on working. If neither the database's clock nor a table is wrong: op expiry --confirm"
                : "They are being suspended.";
    }
}
