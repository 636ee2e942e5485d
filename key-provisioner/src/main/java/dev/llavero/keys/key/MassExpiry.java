package dev.llavero.keys.key;

import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * More keys would end at once than is usual: perhaps a clock or a table is wrong, so an operator is asked first. The table
 * {@code keys.mass_expiry} says so for as long as it is.
 */
final class MassExpiry {
    /** One or two are never unusual, however small the fleet is. */
    private static final int ONE_OR_TWO = 2;

    /** And so few are not, unless they are most of all. */
    private static final int A_FEW = 10;

    private static final int USUAL_PERCENT = 5;

    private static final String ENDING = """
            select count(*) from keys.entitlement ended join keys.key using (user_id)
             where ended.ends_at <= platform.now() and key.state = 'ACTIVE'
            """;
    private static final String ACTIVE = "select count(*) from keys.key where state = 'ACTIVE'";

    private static final String OVER = "delete from keys.mass_expiry";
    private static final String OUTDATED = OVER + " where allowed_at < platform.now() - interval '1 hour'";
    private static final String ASK = """
            insert into keys.mass_expiry (asked_at, ending, active) values (platform.now(), $1, $2)
            on conflict (only_one) do update set ending = excluded.ending, active = excluded.active
            returning allowed_at is not null, xmax = 0
            """;

    private MassExpiry() {}

    /**
     * What may be done about keys whose time is over.
     *
     * @param asked that an operator has just been asked
     */
    record Verdict(boolean mayEnd, boolean asked, long ending, long active) {
        static Verdict usual(long ending) {
            return new Verdict(true, false, ending, 0);
        }
    }

    static boolean isUsual(long ending, long active) {
        return ending <= ONE_OR_TWO
                || ending <= A_FEW && ending * 2 <= active
                || ending * 100 <= active * USUAL_PERCENT;
    }

    static Uni<Verdict> look(Sql sql) {
        return count(sql, ENDING)
                .chain(ending -> ending <= ONE_OR_TWO
                        ? usual(sql, ending)
                        : count(sql, ACTIVE)
                                .chain(active ->
                                        isUsual(ending, active) ? usual(sql, ending) : ask(sql, ending, active)));
    }

    private static Uni<Verdict> usual(Sql sql, long ending) {
        return sql.update(OVER).replaceWith(Verdict.usual(ending));
    }

    private static Uni<Verdict> ask(Sql sql, long ending, long active) {
        return sql.update(OUTDATED)
                .chain(() -> sql.query(ASK, Math.toIntExact(ending), Math.toIntExact(active)))
                .map(List::getFirst)
                .map(row -> new Verdict(row.flag(0), row.flag(1), ending, active));
    }

    private static Uni<Long> count(Sql sql, String query) {
        return sql.query(query).map(rows -> rows.getFirst().number(0));
    }
}
