package dev.llavero.bot.access;

import dev.llavero.bot.person.Person;
import dev.llavero.bot.person.Persons;
import dev.llavero.contracts.AccountCommand;
import dev.llavero.contracts.AccountCommand.GrantAccess;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides who may come in. Whoever has asked for a key before is in, however the door stood then. */
@ApplicationScoped
public class Door {
    /** Opening the link again is no second use. */
    private static final String USE = """
            with used as (
              insert into bot.invitation as known (id, used)
              select $1::uuid, 1
               where not exists (select from bot.invited where invitation_id = $1 and telegram_id = $3)
              on conflict (id) do update set used = known.used + 1 where known.used < $2
              returning id
            )
            insert into bot.invited (invitation_id, telegram_id) select id, $3::bigint from used returning invitation_id
            """;

    private static final String ADMIT = """
            update bot.person
               set admitted_at = coalesce(admitted_at, platform.now()), limited = limited or $2 where telegram_id = $1
            """;

    private final Access access;
    private final Set<Long> operators;
    private final Set<Long> known;
    private final Optional<byte[]> key;

    @Inject
    public Door(
            @ConfigProperty(name = "llavero.access.mode") Optional<String> access,
            @ConfigProperty(name = "llavero.access.list") Optional<String> list,
            @ConfigProperty(name = "llavero.access.operators") Optional<String> operators,
            @ConfigProperty(name = "llavero.access.invitation-key-file") Optional<Path> keyFile,
            @ConfigProperty(name = "llavero.telegram.api-url") URI telegram) {
        this.access = Access.of(access.orElse(""), telegram);
        this.operators = Set.copyOf(ids("OPERATORS", operators.orElse("")));
        this.known = new HashSet<>(this.operators);
        if (this.access == Access.LIST) {
            known.addAll(ids("ACCESS_LIST", list.orElse("")));
        }
        this.key = InvitationKey.read(keyFile);
    }

    public boolean isOperator(Person person) {
        return operators.contains(person.telegramId());
    }

    public boolean admits(Persons.Met met) {
        return switch (access) {
            case OPEN -> true;
            case INVITE ->
                met.admitted() || !met.newcomer() || known.contains(met.person().telegramId());
            case LIST -> known.contains(met.person().telegramId());
        };
    }

    /**
     * The invitation by which somebody comes in now, or by which one who came by another stays longer; empty if there is none. Each
     * use is counted, and what it gives is asked for, in the transaction that remembers the person.
     */
    public Uni<Optional<Invitation>> letIn(Sql sql, Persons.Met met, String payload, Instant now) {
        return valid(payload, now)
                .filter(invitation -> !admits(met) || met.limited() && invitation.hasTerms())
                .map(invitation -> use(sql, met.person(), invitation, now))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Optional<Invitation> valid(String payload, Instant now) {
        return key.filter(signing -> access == Access.INVITE)
                .flatMap(signing -> Invitation.read(payload, signing))
                .filter(invitation -> !LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(invitation.lastDay()));
    }

    private static Uni<Optional<Invitation>> use(Sql sql, Person person, Invitation invitation, Instant now) {
        return sql.query(USE, invitation.id(), invitation.uses(), person.telegramId())
                .chain(used -> used.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : sql.update(ADMIT, person.telegramId(), invitation.hasTerms())
                                .chain(() -> Outbox.add(sql, Role.BOT_GATEWAY, grants(person, invitation, now)))
                                .replaceWith(Optional.of(invitation)));
    }

    private static List<Envelope<AccountCommand>> grants(Person person, Invitation invitation, Instant now) {
        if (!invitation.hasTerms()) {
            return List.of();
        }
        var user = person.userId();
        var id = Ids.from("invitation", invitation.id().toString(), user.toString());
        var grant = new GrantAccess(
                user,
                positive(invitation.keys()),
                positive(invitation.days()),
                RequestedBy.system(Role.BOT_GATEWAY.title()));
        return List.of(Envelope.command(id, grant, now));
    }

    private static Integer positive(int number) {
        return number > 0 ? number : null;
    }

    private static Set<Long> ids(String variable, String list) {
        try {
            return Arrays.stream(list.split("[,\\s]+"))
                    .filter(id -> !id.isEmpty())
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(variable + " is a list of Telegram ids, which are numbers");
        }
    }
}
