package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.sql.Sql;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class KeyRows implements PanacheRepositoryBase<KeyRow, UUID> {
    private static final String LOCK = "select id from keys.key where id = any($1) order by id for update";

    /** Locks the keys in order of id, then reads them. */
    Uni<Map<KeyId, KeyRow>> locked(Sql sql, Collection<KeyId> keys) {
        var ids = uuids(keys.stream().distinct().toList(), KeyId::value);
        return sql.query(LOCK, (Object) ids)
                .chain(found ->
                        found.isEmpty() ? Uni.createFrom().item(List.<KeyRow>of()) : list("id in ?1", List.of(ids)))
                .map(rows -> {
                    var byId = new HashMap<KeyId, KeyRow>();
                    rows.forEach(row -> byId.put(row.keyId(), row));
                    return byId;
                });
    }

    /** Panache fails at persisting nothing, and most batches make no key. */
    Uni<Void> add(Collection<KeyRow> made) {
        return made.isEmpty() ? Uni.createFrom().voidItem() : persist(made);
    }
}
