package dev.llavero.bot.render;

import dev.llavero.bot.access.Invitation;
import dev.llavero.bot.access.InvitationKey;
import dev.llavero.bot.render.AdminFacts.Load;
import dev.llavero.bot.render.AdminFacts.Reach;
import dev.llavero.bot.render.AdminFacts.Waiting;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.observe.LogOffsets;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.platform.vault.Secret;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.keys.KeyViews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads what an operator looks at. */
@ApplicationScoped
public class AdminReader {
    private static final Logger LOG = Logger.getLogger(AdminReader.class);
    private static final int MOST_KEYS = 20;
    private static final TopicPartition DEAD_LETTERS = new TopicPartition(Topic.DEAD_LETTERS.title(), 0);

    private static final String SERVERS = """
            select server_id, location, flag, protocol, mode,
                   (select count(*) from views.key_view held
                     where held.server_id = server.server_id and held.state in ('REQUESTED', 'ACTIVE')),
                   capacity, room,
                   case when turn.fails > 0 then 'SILENT' when compared.compared_at is null then 'UNKNOWN'
                        else 'ANSWERS' end
              from views.server_view server
              left join keys.server_turn turn using (server_id)
              left join keys.reconciliation compared using (server_id)
             where mode <> 'REMOVED'
             order by location, server_id
            """;

    private static final String USER = "select user_id from bot.person where telegram_id = $1";
    private static final String TELEGRAM_ID = "select telegram_id from bot.person where user_id = $1";

    private static final String WAITING = """
            select (select count(*) from bot.interaction
                     where closed_at is null and created_at < platform.now() - interval '10 seconds'),
                   (select count(*) from bot.send where due_at <= platform.now()),
                   (select count(*) from bot.outbox)
            """;

    private final Sql sql;
    private final KeyViews keys;
    private final LogOffsets log;
    private final Optional<byte[]> invitationKey;

    @Inject
    public AdminReader(
            PlainTransactions transactions,
            KeyViews keys,
            LogOffsets log,
            @ConfigProperty(name = "llavero.access.invitation-key-file") Optional<Path> invitationKey) {
        this.sql = transactions.autocommit();
        this.keys = keys;
        this.log = log;
        this.invitationKey = InvitationKey.read(invitationKey);
    }

    /** @param key that it is about, if any */
    Uni<AdminFacts> read(AdminPage page, Optional<KeyView> key, String bot) {
        return switch (page) {
            case AdminPage.Servers _, AdminPage.OneServer _ -> servers().map(AdminReader::of);
            case AdminPage.OnePerson(var telegramId) -> person(telegramId);
            case AdminPage.OneKey _, AdminPage.ConfirmRevoke _ ->
                key.map(found -> owner(found.user())).orElseGet(AdminReader::nothing);
            case AdminPage.Invitation invitation -> Uni.createFrom().item(link(invitation, bot));
            case AdminPage.Status() -> waiting();
            case AdminPage.Home _, AdminPage.AskWhom _, AdminPage.Invitations _ -> nothing();
        };
    }

    private static Uni<AdminFacts> nothing() {
        return Uni.createFrom().item(AdminFacts.NONE);
    }

    private static AdminFacts of(List<Load> servers) {
        return new AdminFacts(servers, null, List.of(), null, null);
    }

    private Uni<List<Load>> servers() {
        return sql.query(SERVERS)
                .map(rows -> rows.stream().map(AdminReader::load).toList());
    }

    private static Load load(SqlRow row) {
        return new Load(
                new ServerId(row.text(0)),
                new LocationCode(row.text(1)),
                row.text(2),
                Protocol.valueOf(row.text(3)),
                ServerMode.valueOf(row.text(4)),
                row.integer(5),
                row.integer(6),
                row.flag(7),
                Reach.valueOf(row.text(8)));
    }

    private Uni<AdminFacts> person(long telegramId) {
        return sql.query(USER, telegramId)
                .chain(rows -> rows.isEmpty()
                        ? nothing()
                        : keys.ofUser(new UserId(rows.getFirst().uuid(0)), null, MOST_KEYS)
                                .map(held -> new AdminFacts(List.of(), telegramId, held, null, null)));
    }

    private Uni<AdminFacts> owner(UserId user) {
        return sql.query(TELEGRAM_ID, user.value())
                .map(rows -> rows.stream().map(row -> row.number(0)).findFirst().orElse(null))
                .map(telegramId -> new AdminFacts(List.of(), telegramId, List.of(), null, null));
    }

    private AdminFacts link(AdminPage.Invitation asked, String bot) {
        var link = invitationKey
                .map(new Invitation(asked.id(), asked.people(), asked.lastDay(), asked.keys(), asked.days())::payload)
                .map(payload -> new Secret("https://t.me/" + bot + "?start=" + payload))
                .orElse(null);
        return new AdminFacts(List.of(), null, List.of(), link, null);
    }

    private Uni<AdminFacts> waiting() {
        return Uni.combine()
                .all()
                .unis(sql.query(WAITING), servers(), deadLetters())
                .with((rows, servers, letters) -> {
                    var row = rows.getFirst();
                    var silent = servers.stream()
                            .filter(server -> server.reach() == Reach.SILENT)
                            .count();
                    var waiting =
                            new Waiting(row.number(0), row.number(1), row.number(2), silent, letters.orElse(null));
                    return new AdminFacts(servers, null, List.of(), null, waiting);
                });
    }

    private Uni<Optional<Long>> deadLetters() {
        var partition = List.of(DEAD_LETTERS);
        return Uni.combine()
                .all()
                .unis(log.beginnings(partition), log.ends(partition))
                .with((first, next) -> Optional.of(next.get(DEAD_LETTERS) - first.get(DEAD_LETTERS)))
                .onFailure()
                .invoke(down -> LOG.warnf("The broker does not say how many dead letters there are: %s", down))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
