package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code keys.address}: a slot for each WireGuard key, unique in the fleet. */
@ApplicationScoped
class Addresses {
    /** Who counts what is left must not be overtaken by who takes. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('keys.address'))";

    /** The first address of a range is its name, the next the servers' own, the last for calling all. */
    private static final String LAST_SLOT = "((1::bigint << least(31, 32 - masklen(%1$s), 128 - masklen(%2$s))) - 2)";

    private static final String LEFT = """
            select greatest(0, %s - coalesce((select max(slot) from keys.address), 1))
                   + (select count(*) from keys.address where key_id is null and free_from <= platform.now())
            """.formatted(LAST_SLOT.formatted("$1::text::cidr", "$2::text::cidr"));

    private static final String TAKE = """
            with used as (select coalesce(max(slot), 1) as last from keys.address),
            fresh as (
                select slot
                  from used,
                       generate_series(used.last + 1,
                                       least(used.last + cardinality($1::uuid[]), %s)) as slot),
            rested as (
                select slot from keys.address
                 where key_id is null and free_from <= platform.now()
                 order by free_from, slot limit cardinality($1::uuid[]) - (select count(*) from fresh)),
            chosen as (
                select slot, row_number() over () as place
                  from (select slot from fresh union all select slot from rested) as both_kinds)
            insert into keys.address (slot, ipv4, ipv6, key_id)
            select slot, host(network($2::text::cidr))::inet + slot, host(network($3::text::cidr))::inet + slot, key_id
              from chosen join unnest($1::uuid[]) with ordinality as wanting(key_id, place) using (place)
            on conflict (slot) do update set key_id = excluded.key_id, free_from = null
            returning key_id, host(ipv4) || '/32', host(ipv6) || '/128'
            """.formatted(LAST_SLOT.formatted("$2::text::cidr", "$3::text::cidr"));

    private static final String LEAVE = """
            update keys.address set key_id = null, free_from = platform.now() + $2 * interval '1 millisecond'
             where key_id = $1
            """;

    private static final String LEAVE_ENDED = """
            update keys.address address
               set key_id = null, free_from = platform.now() + $1 * interval '1 millisecond'
              from keys.key key
             where address.key_id = key.id and key.state = 'REVOKED'
               and not exists (select from keys.placement placement
                                where placement.key_id = key.id
                                  and (placement.wanted = 'PRESENT' or placement.seen <> 'ABSENT'))
            """;

    @Inject
    AddressRanges ranges;

    /** How many more keys can have one. It stays true until the transaction ends. */
    Uni<Integer> left(Sql sql) {
        return sql.query(ONE_AT_A_TIME)
                .chain(() -> sql.query(LEFT, ranges.ipv4Range(), ranges.ipv6Range()))
                .map(rows -> (int) Math.min(rows.getFirst().number(0), Integer.MAX_VALUE));
    }

    /** @return an IPv4 and an IPv6 address for each key, with their prefixes; missing where none was left */
    Uni<Map<KeyId, List<String>>> take(Sql sql, Collection<KeyId> keys) {
        return sql.query(ONE_AT_A_TIME)
                .chain(() -> sql.query(TAKE, uuids(keys, KeyId::value), ranges.ipv4Range(), ranges.ipv6Range()))
                .map(rows -> {
                    var taken = new HashMap<KeyId, List<String>>();
                    rows.forEach(row -> taken.put(new KeyId(row.uuid(0)), pair(row)));
                    return taken;
                });
    }

    private static List<String> pair(SqlRow row) {
        return List.of(row.text(1), row.text(2));
    }

    /** Gives the key's slot back, to be used by nobody before the cool-down is over. */
    Uni<Void> leave(Sql sql, KeyId key) {
        return sql.update(LEAVE, key.value(), coolDown()).replaceWithVoid();
    }

    /** Gives back the slots of keys that have ended and that no server is seen to hold. @return how many */
    Uni<Integer> leaveEnded(Sql sql) {
        return sql.update(LEAVE_ENDED, coolDown());
    }

    private long coolDown() {
        return ranges.addressCoolDown().toMillis();
    }
}
