package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code op <verb>}: exit code 0 done, 1 refused, 2 wrong usage, unavailable, or no answer yet. */
@Command(
        name = "op",
        description = "Look at keys and servers, and change them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, or there is no such thing", "2:wrong usage, unavailable, or no answer yet"
        })
public final class Op {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int UNAVAILABLE = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this text.")
    boolean help;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON.")
    boolean json;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private Duration patience = Duration.ofSeconds(30);

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "<seconds>",
            description = "How long to wait for the outcome of a change (30).")
    void timeout(int seconds) {
        if (seconds < 1 || seconds > 3_600) {
            throw new ParameterException(spec.commandLine(), "--timeout is 1 to 3600 seconds");
        }
        patience = Duration.ofSeconds(seconds);
    }

    Duration patience() {
        return patience;
    }

    public static void main(String[] arguments) {
        QuietLogs.begin();
        var settings = Settings.ofThisProcess();
        var postgres = new Postgres(settings);
        var system = new Reach(
                new PostgresViews(postgres),
                new KafkaDispatch(settings),
                new KafkaDeadLetters(settings),
                new PostgresVaultRows(postgres),
                new PostgresErasure(postgres),
                new LiveRebuilds(settings),
                new PostgresRestores(postgres),
                new PostgresExpiries(postgres));
        System.exit(line(system, System.getenv()).execute(arguments));
    }

    /** What the verbs reach out to. */
    record Reach(
            Views views,
            Dispatch dispatch,
            DeadLetters letters,
            VaultRows vault,
            Erasure erasure,
            Rebuilds rebuilds,
            Restores restores,
            Expiries expiries) {}

    static CommandLine line(Reach to, Map<String, String> environment) {
        var telegram = new TelegramCalls(environment);
        var op = new Op();
        var line = new CommandLine(op);
        var answers = new Answers(op, line);
        line.addSubcommand(new CommandLine(new ServersVerb(to.views, answers))
                        .addSubcommand(new AddServerVerb(environment, answers)))
                .addSubcommand(new KeysVerb(to.views, answers))
                .addSubcommand(new UserVerbs(op, to.views, to.dispatch, to.erasure, answers))
                .addSubcommand(new KeyVerbs(op, to.views, to.dispatch, answers))
                .addSubcommand(new ServerVerbs(op, to.dispatch, answers))
                .addSubcommand(new DeadLetterVerbs(to.letters, answers))
                .addSubcommand(new ProjectionVerbs(to.rebuilds, answers))
                .addSubcommand(new VaultVerbs(environment, to.vault, answers))
                .addSubcommand(new ReconcileVerb(to.restores, answers))
                .addSubcommand(new ExpiryVerb(to.expiries, answers))
                .addSubcommand(new InviteVerb(environment, telegram, answers))
                .addSubcommand(new DoctorVerb(answers, examinations(to, telegram, environment)))
                .registerConverter(KeyId.class, Arguments::key)
                .registerConverter(ServerId.class, Arguments::server)
                .registerConverter(Person.class, Arguments::person)
                .registerConverter(Instant.class, Arguments::time)
                .registerConverter(UUID.class, Arguments::id)
                .setExecutionExceptionHandler(Op::failed);
        return line;
    }

    private static SequencedMap<String, Supplier<List<Finding>>> examinations(
            Reach to, TelegramCalls telegram, Map<String, String> environment) {
        var settings = Settings.of(environment, System.getProperties());
        var examinations = new LinkedHashMap<String, Supplier<List<Finding>>>();
        examinations.put(
                "bot", new TelegramExam(telegram, environment.getOrDefault("TELEGRAM_WEBHOOK_URL", ""))::findings);
        examinations.put("broker", new BrokerExam(settings)::findings);
        examinations.put("topics", new TopicsExam(settings)::findings);
        examinations.put("acls", new AclsExam(settings)::findings);
        examinations.put("grants", new GrantsExam(new Postgres(settings))::findings);
        examinations.put("servers", new ServersExam(to.views)::findings);
        examinations.put("waiting", new WaitingExam(to.restores, to.expiries)::findings);
        examinations.put("pins", new PinsExam(environment)::findings);
        return examinations;
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof Unavailable unavailable) {
            complain(line.getErr(), unavailable.getMessage());
            return UNAVAILABLE;
        }
        throw failure;
    }

    static void complain(PrintWriter err, String sentence) {
        err.println(sentence);
        err.flush();
    }
}
