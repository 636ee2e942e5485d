package dev.llavero.benchmarks.contender;

import dev.llavero.testkit.system.Database;

/**
 * What the application has made the database do. Unlike times these hardly depend on the machine, so they show waste best.
 * Ticks and lease renewals are in it; what backends have not told yet (they do once a second) is not.
 *
 * @param walBytes written to the log, which is what a commit waits for
 */
public record DatabaseWork(double commits, double walBytes) {
    static DatabaseWork of(Database database) {
        var row = database.rows("""
                select xact_commit, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
                  from pg_stat_database where datname = current_database()
                """).getFirst();
        return new DatabaseWork(Double.parseDouble(row.get(0)), Double.parseDouble(row.get(1)));
    }

    public DatabaseWork since(DatabaseWork before) {
        return new DatabaseWork(commits - before.commits, walBytes - before.walBytes);
    }
}
