package dev.llavero.keys.key;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.keys.KeysDatabase;
import dev.llavero.keys.key.MassExpiry.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MassExpiryTest {
    private final KeysDatabase database = new KeysDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void moreThanAFewAndMoreThanFivePercentIsUnusual() {
        assertTrue(MassExpiry.isUsual(10, 20));
        assertFalse(MassExpiry.isUsual(11, 100));
        assertTrue(MassExpiry.isUsual(50, 1_000));
        assertFalse(MassExpiry.isUsual(51, 1_000));
    }

    @Test
    void soAreMostKeysOfASmallFleet() {
        assertTrue(MassExpiry.isUsual(2, 2));
        assertTrue(MassExpiry.isUsual(4, 8));
        assertFalse(MassExpiry.isUsual(8, 8));
        usersWithAKeyEach(8);
        ends(8, 1);
        assertEquals(new Verdict(false, true, 8, 8), look());
    }

    @Test
    void theOperatorIsAskedOnceAndTheirWordHoldsForAnHour() {
        usersWithAKeyEach(200);
        ends(11, 1);
        assertEquals(new Verdict(false, true, 11, 200), look());
        ends(12, 2);
        assertEquals(new Verdict(false, false, 12, 200), look());

        database.rows("update keys.mass_expiry set allowed_at = platform.now()");
        assertEquals(new Verdict(true, false, 12, 200), look());

        database.rows("update platform.clock set \"offset\" = interval '2 hours'");
        assertEquals(new Verdict(false, true, 12, 200), look());
    }

    @Test
    void whatIsUsualAgainIsForgotten() {
        usersWithAKeyEach(100);
        ends(100, 1);
        look();

        database.rows("update keys.entitlement set ends_at = null");

        assertEquals(new Verdict(true, false, 0, 0), look());
        assertEquals(0, database.rows("select 1 from keys.mass_expiry").size());
    }

    private void usersWithAKeyEach(int users) {
        database.rows("""
                insert into keys.entitlement (user_id, key_limit)
                select md5('user ' || n)::uuid, 1 from generate_series(1, $1) n
                """, users);
        database.rows("""
                insert into keys.key (id, user_id, state, version, cause, correlation, created_at, changed_at)
                select md5('key ' || n)::uuid, md5('user ' || n)::uuid, 'ACTIVE', 2, md5('key ' || n)::uuid,
                       md5('key ' || n)::uuid, now(), now()
                  from generate_series(1, $1) n
                """, users);
    }

    private void ends(int users, int daysAgo) {
        database.rows("""
                update keys.entitlement set ends_at = platform.now() - $2 * interval '1 day'
                 where user_id in (select md5('user ' || n)::uuid from generate_series(1, $1) n)
                """, users, daysAgo);
    }

    private Verdict look() {
        return await(database.transactions().run(MassExpiry::look));
    }
}
