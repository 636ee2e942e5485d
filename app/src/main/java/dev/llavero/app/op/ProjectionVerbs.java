package dev.llavero.app.op;

import dev.llavero.platform.projection.ReadModel;
import dev.llavero.platform.projection.Rebuild;
import dev.llavero.views.keys.KeyViewProjection;
import dev.llavero.views.servers.ServerViewProjection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "projection", description = "What screens and lists are read from.")
final class ProjectionVerbs {
    private static final List<ReadModel<?>> MODELS = List.of(KeyViewProjection.MODEL, ServerViewProjection.MODEL);

    private final Rebuilds rebuilds;
    private final Answers answers;

    @Spec
    private CommandSpec spec;

    ProjectionVerbs(Rebuilds rebuilds, Answers answers) {
        this.rebuilds = rebuilds;
        this.answers = answers;
    }

    @Command(
            name = "rebuild",
            description =
                    "Tell one anew from the beginning of its topic, beside the live one, and compare the two. Exit code 1"
                            + " when they differ and it is not swapped in.")
    int rebuild(
            @Parameters(paramLabel = "<projection>", description = "key-view or server-view.") String title,
            @Option(names = "--swap", description = "Then let it take the place of the live one, in one transaction.")
                    boolean swap) {
        var result = rebuilds.rebuild(titled(title), swap);
        var table = new Table("ROW", "WHAT");
        result.first().forEach(difference -> table.row(difference.key(), difference.what()));
        answers.show(result, table, sentence(result));
        return result.differences() == 0 || result.swapped() ? Op.DONE : Op.REFUSED;
    }

    private static String sentence(Rebuild.Result result) {
        if (result.differences() == 0) {
            return "The same, row by row: " + result.rows();
        }
        return "Rows: %d, of which differ: %d. %s"
                .formatted(
                        result.rows(),
                        result.differences(),
                        result.swapped()
                                ? "They are as the log says now"
                                : "The live one stays as it is; --swap mends it");
    }

    private ReadModel<?> titled(String title) {
        return MODELS.stream()
                .filter(model -> model.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no projection '%s', only %s"
                                .formatted(
                                        title,
                                        MODELS.stream().map(ReadModel::title).collect(Collectors.joining(", ")))));
    }
}
