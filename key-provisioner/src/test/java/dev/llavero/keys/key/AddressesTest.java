package dev.llavero.keys.key;

import static dev.llavero.keys.KeysDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyId;
import dev.llavero.keys.KeysDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final KeysDatabase database = new KeysDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private static Addresses in(String ipv4, Duration coolDown) {
        var addresses = new Addresses();
        addresses.ranges = new AddressRanges() {
            @Override
            public String ipv4Range() {
                return ipv4;
            }

            @Override
            public String ipv6Range() {
                return "fd6c:6c61:7665::/64";
            }

            @Override
            public Duration addressCoolDown() {
                return coolDown;
            }
        };
        return addresses;
    }

    private static List<KeyId> keys(int count) {
        return Stream.generate(() -> new KeyId(UUID.randomUUID())).limit(count).toList();
    }

    private Map<KeyId, List<String>> take(Addresses addresses, Collection<KeyId> keys) {
        return await(database.transactions().run(sql -> addresses.take(sql, keys)));
    }

    private int left(Addresses addresses) {
        return await(database.transactions().run(addresses::left));
    }

    @Test
    void theServersOwnAndTheRangesEndsAreNobodys() {
        var addresses = in("10.7.0.0/29", Duration.ZERO);
        var keys = keys(5);

        assertEquals(5, left(addresses));
        var taken = take(addresses, keys);

        assertEquals(List.of("10.7.0.2/32", "fd6c:6c61:7665::2/128"), taken.get(keys.getFirst()));
        assertEquals(List.of("10.7.0.6/32", "fd6c:6c61:7665::6/128"), taken.get(keys.getLast()));
        assertEquals(0, left(addresses));
        assertEquals(Map.of(), take(addresses, keys(1)));
    }

    @Test
    void aLargeRangeHasThemAll() {
        assertEquals((1 << 22) - 3, left(in("10.64.0.0/10", Duration.ZERO)));
    }

    @Test
    void whatWasGivenBackRestsAndComesLast() {
        var patient = in("10.7.0.0/29", Duration.ofHours(1));
        var first = keys(2);
        take(patient, first);

        await(patient.leave(database.sql(), first.getFirst()));
        assertEquals(3, left(patient));
        await(in("10.7.0.0/29", Duration.ZERO).leave(database.sql(), first.getLast()));
        assertEquals(4, left(patient));

        var later = keys(4);
        var taken = take(patient, later);
        assertEquals("10.7.0.4/32", taken.get(later.getFirst()).getFirst());
        assertEquals("10.7.0.3/32", taken.get(later.getLast()).getFirst());
        assertEquals(0, left(patient));
    }

    @Test
    void manyWhoTakeAtTheSameTimeNeverGetTheSame() {
        var addresses = in("10.64.0.0/10", Duration.ZERO);
        var all = Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(any -> database.transactions().run(sql -> addresses.take(sql, keys(25))))
                        .toList())
                .andFailFast();
        var seen = new HashSet<String>();
        await(all)
                .forEach(taken -> taken.values().forEach(pair -> pair.forEach(one -> assertTrue(seen.add(one), one))));
        assertEquals(1000, seen.size());
    }

    @Test
    void anEndedKeyKeepsItsAddressUntilNoServerIsSeenToHoldIt() {
        var addresses = in("10.7.0.0/29", Duration.ZERO);
        var key = keys(1).getFirst();
        take(addresses, List.of(key));
        await(database.sql().update("insert into keys.location (code, names) values ('nl', '{}')"));
        await(database.sql().update("""
                insert into keys.server (id, location, protocol, host, capacity, mode, managed_by)
                values ('nl-1', 'nl', 'WIREGUARD', 'nl1.example.org', 5, 'ACTIVE', 'FILE')"""));
        await(database.sql().update("""
                insert into keys.key (id, user_id, state, version, cause, correlation, created_at, changed_at)
                values ($1, $1, 'REVOKED', 1, $1, $1, platform.now(), platform.now())""", key.value()));
        await(database.sql().update("""
                insert into keys.placement (key_id, server_id, epoch, wanted, seen, changed_at)
                values ($1, 'nl-1', 1, 'ABSENT', 'PRESENT', platform.now())""", key.value()));

        assertEquals(0, await(addresses.leaveEnded(database.sql())));
        await(database.sql().update("update keys.placement set seen = 'ABSENT'"));
        assertEquals(1, await(addresses.leaveEnded(database.sql())));
        assertEquals(5, left(addresses));
    }
}
