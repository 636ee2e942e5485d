package dev.llavero.app.op;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(name = "doctor", description = "Look at bot, broker, database and servers: what is wrong, and how to mend it.")
final class DoctorVerb implements Callable<Integer> {
    private final List<Supplier<List<Finding>>> examinations;
    private final Answers answers;

    DoctorVerb(Answers answers, List<Supplier<List<Finding>>> examinations) {
        this.answers = answers;
        this.examinations = examinations;
    }

    @Override
    public Integer call() {
        var findings = examinations.stream()
                .flatMap(examination -> examination.get().stream())
                .toList();
        var table = new Table("PART", "WELL", "WHAT", "TO DO");
        findings.forEach(finding -> table.row(finding.part(), finding.well(), finding.found(), finding.mend()));
        answers.show(findings, table);
        return findings.stream().allMatch(Finding::well) ? Op.DONE : Op.REFUSED;
    }
}
