package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Remembers the ids of what was handled, so that a repeat is known. Kept longer than the topic keeps its records. */
public final class Inbox {
    private static final String ADD = """
            insert into %s.inbox (ce_id, received_at)
            select id, platform.now() from unnest($1::uuid[]) as seen(id)
            on conflict (ce_id) do nothing
            returning ce_id
            """;

    private Inbox() {}

    /** @return those of the ids that are new */
    public static Uni<Set<UUID>> add(Sql sql, Role owner, Collection<UUID> ids) {
        return sql.query(ADD.formatted(owner.schema()), (Object)
                        ids.stream().distinct().toArray(UUID[]::new))
                .map(rows -> {
                    var fresh = new HashSet<UUID>();
                    rows.forEach(row -> fresh.add(row.uuid(0)));
                    return fresh;
                });
    }
}
