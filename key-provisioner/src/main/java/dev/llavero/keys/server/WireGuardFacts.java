package dev.llavero.keys.server;

import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What WireGuard servers say of themselves, in {@code keys.server}. */
final class WireGuardFacts {
    /** Whoever claims them has 15 s to ask. */
    private static final String CLAIM = """
            update keys.server set ask_at = platform.now() + interval '15 seconds'
             where id = any(array(
                       select id from keys.server
                        where protocol = 'WIREGUARD' and mode <> 'REMOVED' and ask_at <= platform.now()
                        order by ask_at limit $1 for no key update skip locked))
            returning id
            """;

    private static final String SAID = "select wireguard::text from keys.server where id = $1 for no key update";

    private static final String HEAR = "update keys.server set wireguard = $2::text::jsonb where id = $1";

    private static final String ASK_AGAIN =
            "update keys.server set ask_at = platform.now() + $2 * interval '1 millisecond' where id = $1";

    private WireGuardFacts() {}

    static Uni<List<ServerId>> claim(Sql sql, int most) {
        return sql.query(CLAIM, most)
                .map(rows -> rows.stream().map(row -> new ServerId(row.text(0))).toList());
    }

    /** @return what it said before; empty when it says nothing new */
    static Uni<Optional<Before>> hear(Sql sql, ServerId server, WireGuard now) {
        return sql.query(SAID, server.value()).chain(rows -> {
            var before = new Before(rows.stream().findFirst().flatMap(WireGuardFacts::said));
            return before.said().equals(Optional.of(now))
                    ? Uni.createFrom().item(Optional.<Before>empty())
                    : sql.update(HEAR, server.value(), WireGuardText.write(now))
                            .chain(() -> ServerStates.publish(sql, List.of(server)))
                            .replaceWith(Optional.of(before));
        });
    }

    record Before(Optional<WireGuard> said) {}

    private static Optional<WireGuard> said(SqlRow row) {
        return row.isNull(0) ? Optional.empty() : Optional.of(WireGuardText.read(row.text(0)));
    }

    static Uni<Void> askAgain(Sql sql, ServerId server, Duration pause) {
        return sql.update(ASK_AGAIN, server.value(), pause.toMillis()).replaceWithVoid();
    }
}
