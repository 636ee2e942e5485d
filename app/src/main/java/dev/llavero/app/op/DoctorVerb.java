package dev.llavero.app.op;

import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "doctor", description = "Look at bot, broker, database and servers: what is wrong, and how to mend it.")
final class DoctorVerb implements Callable<Integer> {
    private final SequencedMap<String, Supplier<List<Finding>>> examinations;
    private final Answers answers;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<part>",
            arity = "0..*",
            description = "bot, broker, topics, acls, grants, servers, waiting or pins; all of them if none is named.")
    private Set<String> parts = Set.of();

    DoctorVerb(Answers answers, SequencedMap<String, Supplier<List<Finding>>> examinations) {
        this.answers = answers;
        this.examinations = examinations;
    }

    @Override
    public Integer call() {
        parts.stream()
                .filter(part -> !examinations.containsKey(part))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ParameterException(
                            spec.commandLine(), "%s is none of %s".formatted(unknown, examinations.keySet()));
                });
        var findings = examinations.entrySet().stream()
                .filter(examination -> parts.isEmpty() || parts.contains(examination.getKey()))
                .flatMap(examination -> examination.getValue().get().stream())
                .toList();
        var table = new Table("PART", "WELL", "WHAT", "TO DO");
        findings.forEach(finding -> table.row(finding.part(), finding.well(), finding.found(), finding.mend()));
        answers.show(findings, table);
        return findings.stream().allMatch(Finding::well) ? Op.DONE : Op.REFUSED;
    }
}
