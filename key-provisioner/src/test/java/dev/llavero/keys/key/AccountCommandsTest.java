package dev.llavero.keys.key;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.AccountCommand;
import dev.llavero.contracts.AccountCommand.GrantAccess;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.UserId;
import dev.llavero.keys.KeysDatabase;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountCommandsTest {
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final int DEFAULT_KEYS = 2;

    private final KeysDatabase database = new KeysDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFirstGrantTakesThePlaceOfTheDefault() {
        grant(1, 30);

        assertEquals(new Allowance(1, 0, false), allowance());
        assertEquals(List.of("v1 1 keys, 30 days"), told());
    }

    @Test
    void andEvenWhereAKeyWasFaster() {
        allowance();

        grant(1, 30);

        assertEquals(List.of("v1 1 keys, 30 days"), told());
    }

    @Test
    void aLaterGrantOnlyAdds() {
        grant(5, 30);
        grant(2, 10);

        assertEquals(List.of("v1 5 keys, 30 days", "v2 5 keys, 40 days"), told());
    }

    @Test
    void whatHasNoEndGetsNone() {
        grant(3, null);
        grant(null, 30);

        assertEquals(List.of("v1 3 keys, for ever", "v2 3 keys, for ever"), told());
    }

    @Test
    void keysAloneLeaveTheEndAsItIs() {
        grant(null, 30);
        grant(4, null);

        assertEquals(List.of("v1 2 keys, 30 days", "v2 4 keys, 30 days"), told());
    }

    @Test
    void keysRestWhenTimeEndsAndComeBackWhenItGoesOn() {
        grant(2, 30);
        database.rows("""
                insert into keys.key (id, user_id, state, version, cause, correlation, created_at, changed_at)
                select id, $1::uuid, state, 2, id, id, now(), now()
                  from (values ($2::uuid, 'ACTIVE'), ($3::uuid, 'REQUESTED')) as one(id, state)
                """, ANA.value(), new UUID(2, 1), new UUID(2, 2));
        assertEquals(List.of(), wishes());

        database.rows("update keys.entitlement set ends_at = platform.now() - interval '1 minute'");
        assertEquals(new Allowance(2, 2, true), allowance());
        assertEquals(List.of("SuspendKey " + new UUID(2, 1)), wishes());
        assertEquals(wishIds(), wishIds());

        database.rows("update keys.key set state = 'SUSPENDED', reason = 'ENTITLEMENT_ENDED', phase = 'STOPPED'");
        assertEquals(List.of(), wishes());

        grant(null, 1);
        assertEquals(2, wishes().size());
        var asked = wishIds();
        database.rows("update keys.key set version = version + 1");
        assertEquals(asked, wishIds(), "a refusal is told, which makes a version, and is not asked for again at once");
    }

    private void grant(Integer keys, Integer days) {
        var command = new GrantAccess(ANA, keys, days, RequestedBy.system("bot-gateway"));
        await(database.transactions()
                .run(sql -> AccountCommands.handle(
                        List.of(Envelope.<AccountCommand>command(Ids.next(), command, Instant.EPOCH)),
                        sql,
                        DEFAULT_KEYS)));
    }

    private Allowance allowance() {
        Map<UserId, Allowance> allowances =
                await(database.transactions().run(sql -> Entitlements.locked(sql, List.of(ANA), DEFAULT_KEYS)));
        return allowances.get(ANA);
    }

    private List<String> wishes() {
        return await(database.transactions().run(sql -> OutOfTime.wishes(sql, 10, true))).stream()
                .map(wish -> wish.message().getClass().getSimpleName() + " "
                        + wish.message().keyId())
                .toList();
    }

    private List<UUID> wishIds() {
        return await(database.transactions().run(sql -> OutOfTime.wishes(sql, 10, true))).stream()
                .map(Envelope::id)
                .toList();
    }

    /** As the events say it. */
    private List<String> told() {
        return database.rows("""
                        select 'v' || version || ' ' || (payload::jsonb ->> 'keys') || ' keys, '
                               || coalesce(round(extract(epoch from (payload::jsonb ->> 'until')::timestamptz - platform.now())
                                           / 86400) || ' days', 'for ever')
                          from keys.outbox order by seq
                        """).stream().map(row -> row.text(0)).toList();
    }
}
