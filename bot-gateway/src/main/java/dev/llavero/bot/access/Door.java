package dev.llavero.bot.access;

import dev.llavero.bot.person.Persons;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides who may come in. Whoever has asked for a key before is in, however the door stood then. */
@ApplicationScoped
public class Door {
    private static final String USE = """
            insert into bot.invitation as known (id, used) values ($1, 1)
            on conflict (id) do update set used = known.used + 1 where known.used < $2
            returning used
            """;

    private static final String ADMIT =
            "update bot.person set admitted_at = platform.now() where telegram_id = $1 and admitted_at is null";

    private final Access access;
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
        this.known = ids("OPERATORS", operators.orElse(""));
        if (this.access == Access.LIST) {
            known.addAll(ids("ACCESS_LIST", list.orElse("")));
        }
        this.key = InvitationKey.read(keyFile);
    }

    public boolean admits(Persons.Met met) {
        return switch (access) {
            case OPEN -> true;
            case INVITE ->
                met.admitted() || !met.newcomer() || known.contains(met.person().telegramId());
            case LIST -> known.contains(met.person().telegramId());
        };
    }

    /** Whether this payload lets the person in. Each use is counted, in the transaction that remembers the person. */
    public Uni<Boolean> letIn(Sql sql, long telegramId, String payload, Instant now) {
        var invitation = access != Access.INVITE
                ? Optional.<Invitation>empty()
                : key.flatMap(signing -> Invitation.read(payload, signing))
                        .filter(valid ->
                                !LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(valid.lastDay()));
        return invitation
                .map(valid -> sql.query(USE, valid.id(), valid.uses())
                        .chain(used -> used.isEmpty()
                                ? Uni.createFrom().item(false)
                                : sql.update(ADMIT, telegramId).replaceWith(true)))
                .orElseGet(() -> Uni.createFrom().item(false));
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
