package dev.llavero.keys.key;

import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyCommand.ResumeKey;
import dev.llavero.contracts.KeyCommand.SuspendKey;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keys that work though their user's time is over, and keys that rest though it goes on. */
final class OutOfTime {
    private static final RequestedBy BY = RequestedBy.system(Role.KEY_PROVISIONER.title());

    /**
     * The hour lets a wish that was refused (no room just now) be made again. Not sooner: a refusal gives the key another version, but
     * leaves when it was changed.
     */
    private static final String KEYS = """
            select key.id, key.changed_at, true, platform.now(), to_char(platform.now() at time zone 'UTC', 'YYYYMMDDHH24')
              from keys.entitlement ended join keys.key using (user_id)
             where $2 and ended.ends_at <= platform.now() and key.state = 'ACTIVE'
            union all
            select key.id, key.changed_at, false, platform.now(), to_char(platform.now() at time zone 'UTC', 'YYYYMMDDHH24')
              from keys.key join keys.entitlement goes_on using (user_id)
             where key.reason = 'ENTITLEMENT_ENDED' and key.state = 'SUSPENDED' and key.phase = 'STOPPED'
               and (goes_on.ends_at is null or goes_on.ends_at > platform.now())
             limit $1
            """;

    private OutOfTime() {}

    /**
     * What to ask for, under the same ids until something comes of it: asking twice is asking once.
     *
     * @param mayEnd whether keys are suspended; they are resumed in any case
     */
    static Uni<List<Envelope<KeyCommand>>> wishes(Sql sql, int most, boolean mayEnd) {
        return sql.query(KEYS, most, mayEnd)
                .map(rows -> rows.stream().map(OutOfTime::wish).toList());
    }

    private static Envelope<KeyCommand> wish(SqlRow row) {
        var key = new KeyId(row.uuid(0));
        var ended = row.flag(2);
        var id = Ids.from(
                "time", ended ? "ended" : "goes on", key.toString(), row.time(1).toString(), row.text(4));
        var command = ended ? new SuspendKey(key, SuspendReason.ENTITLEMENT_ENDED, BY) : new ResumeKey(key, BY);
        return Envelope.command(id, command, row.time(3));
    }
}
