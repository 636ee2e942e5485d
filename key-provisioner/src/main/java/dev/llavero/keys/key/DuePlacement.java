package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.SqlRow;

/**
 * A row that its server does not agree with yet.
 *
 * @param epoch of the wish as it was read; an outcome counts only while it is still that
 * @param port where the server is to listen for it, as it did before; null: where it does for new keys
 */
record DuePlacement(KeyId key, ServerId server, int epoch, Wanted wanted, int attempts, Integer port) {
    enum Wanted {
        PRESENT,
        ABSENT
    }

    static DuePlacement of(SqlRow row) {
        return new DuePlacement(
                new KeyId(row.uuid(0)),
                new ServerId(row.text(1)),
                row.integer(2),
                Wanted.valueOf(row.text(3)),
                row.integer(4),
                row.isNull(5) ? null : row.integer(5));
    }
}
