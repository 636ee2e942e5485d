package dev.llavero.app.op;

import dev.llavero.bot.access.Invitation;
import dev.llavero.bot.access.InvitationKey;
import dev.llavero.platform.message.Ids;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "invite", description = "Print a link that lets people in, where ACCESS is invite.")
final class InviteVerb implements Callable<Integer> {
    private static final int LONGEST_DAYS = 3_650;

    private final Map<String, String> environment;
    private final TelegramCalls telegram;
    private final Answers answers;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Option(names = "--uses", paramLabel = "<people>", description = "How many people may come with it (1).")
    private int uses = 1;

    @Option(names = "--days", paramLabel = "<days>", description = "For how many days it can be used (30).")
    private int days = 30;

    InviteVerb(Map<String, String> environment, TelegramCalls telegram, Answers answers) {
        this.environment = environment;
        this.telegram = telegram;
        this.answers = answers;
    }

    /** The link, in JSON. */
    private record Link(String link, int uses, LocalDate lastDay) {}

    @Override
    public Integer call() {
        if (uses < 1 || uses > 65_535 || days < 0 || days > LONGEST_DAYS) {
            throw new ParameterException(
                    spec.commandLine(), "--uses is 1 to 65535, --days is 0 to " + LONGEST_DAYS + " (0 is today only)");
        }
        var key = InvitationKey.read(Optional.ofNullable(environment.get("INVITATION_KEY_FILE"))
                        .filter(file -> !file.isBlank())
                        .map(Path::of))
                .orElseThrow(
                        () -> new Unavailable("INVITATION_KEY_FILE is not set: invitations are signed with it", null));
        var invitation =
                new Invitation(Ids.random(), uses, LocalDate.now(ZoneOffset.UTC).plusDays(days));
        var link = "https://t.me/%s?start=%s".formatted(telegram.botName(), invitation.payload(key));
        return answers.show(
                new Link(link, uses, invitation.lastDay()),
                new Table("LINK", "USES", "LAST DAY").row(link, uses, invitation.lastDay()));
    }
}
