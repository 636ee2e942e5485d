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

    @Option(
            names = "--keys",
            paramLabel = "<keys>",
            description = "How many keys each of them may have at a time (as many as everybody).")
    private int keys;

    @Option(
            names = "--days",
            paramLabel = "<days>",
            description = "For how many days, from the day they come (without an end).")
    private int days;

    @Option(names = "--link-days", paramLabel = "<days>", description = "For how many days the link can be used (30).")
    private int linkDays = 30;

    InviteVerb(Map<String, String> environment, TelegramCalls telegram, Answers answers) {
        this.environment = environment;
        this.telegram = telegram;
        this.answers = answers;
    }

    /** The link, in JSON. */
    private record Link(String link, int uses, LocalDate lastDay, Integer keys, Integer days) {}

    @Override
    public Integer call() {
        within("--uses", uses, 1, Invitation.MOST_USES);
        within("--keys", keys, 0, Invitation.MOST_KEYS);
        within("--days", days, 0, LONGEST_DAYS);
        within("--link-days", linkDays, 0, LONGEST_DAYS);
        var key = InvitationKey.read(Optional.ofNullable(environment.get("INVITATION_KEY_FILE"))
                        .filter(file -> !file.isBlank())
                        .map(Path::of))
                .orElseThrow(
                        () -> new Unavailable("INVITATION_KEY_FILE is not set: invitations are signed with it", null));
        var invitation =
                new Invitation(Ids.random(), uses, LocalDate.now(ZoneOffset.UTC).plusDays(linkDays), keys, days);
        var link = "https://t.me/%s?start=%s".formatted(telegram.botName(), invitation.payload(key));
        return answers.show(
                new Link(link, uses, invitation.lastDay(), said(keys), said(days)),
                new Table("LINK", "USES", "LAST DAY", "KEYS", "DAYS")
                        .row(link, uses, invitation.lastDay(), said(keys), said(days)));
    }

    private static Integer said(int number) {
        return number == 0 ? null : number;
    }

    private void within(String option, int number, int least, int most) {
        if (number < least || number > most) {
            throw new ParameterException(spec.commandLine(), "%s is %d to %d".formatted(option, least, most));
        }
    }
}
