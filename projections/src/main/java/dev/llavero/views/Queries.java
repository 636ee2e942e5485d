package dev.llavero.views;

import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.views.keys.KeyViews;
import dev.llavero.views.servers.PlaceViews;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The queries that can be injected: each statement is a transaction of its own. */
final class Queries {
    @Produces
    @Singleton
    KeyViews keys(PlainTransactions transactions) {
        return new KeyViews(transactions.autocommit());
    }

    @Produces
    @Singleton
    PlaceViews places(PlainTransactions transactions) {
        return new PlaceViews(transactions.autocommit());
    }
}
