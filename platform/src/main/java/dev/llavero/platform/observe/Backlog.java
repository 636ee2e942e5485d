package dev.llavero.platform.observe;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what waits in the schema of a role: its outbox and its due rows. One query for all. */
final class Backlog implements Worker {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private record Reading(Gauges.Name name, String statement) {}

    private final Role role;
    private final List<Reading> readings = new ArrayList<>();
    private final String statement;
    private final Sql sql;
    private final Gauges gauges;

    Backlog(Role role, List<DueRows> due, Sql sql, Gauges gauges) {
        this.role = role;
        this.sql = sql;
        this.gauges = gauges;
        readings.add(outbox("llavero.outbox.rows", "select count(*) from %s.outbox"));
        // Both ends of the age are the database's own clock, which no test moves.
        readings.add(outbox("llavero.outbox.age.seconds", """
                select coalesce(ceil(extract(epoch from clock_timestamp() - min(created_at))), 0) from %s.outbox
                """));
        due.forEach(rows ->
                readings.add(new Reading(new Gauges.Name("llavero.due.rows", "rows", rows.name()), rows.count())));
        statement = IntStream.range(0, readings.size())
                .mapToObj(i -> "select %d, (%s)::bigint".formatted(i, readings.get(i).statement))
                .collect(Collectors.joining("\nunion all\n"));
    }

    private Reading outbox(String gauge, String statement) {
        return new Reading(new Gauges.Name(gauge, "schema", role.schema()), statement.formatted(role.schema()));
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String name() {
        return role.title() + " backlog gauges";
    }

    @Override
    public String nudge() {
        return role.schema() + ".backlog";
    }

    @Override
    public Uni<Duration> work() {
        return Patience.atMost(ANSWER, sql.query(statement))
                .invoke(rows -> rows.forEach(this::read))
                .onFailure()
                .invoke(() -> readings.forEach(reading -> gauges.unknown(reading.name)))
                .replaceWith(EVERY);
    }

    private void read(SqlRow row) {
        gauges.read(readings.get(row.integer(0)).name, row.number(1));
    }
}
