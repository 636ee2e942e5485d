package dev.llavero.app.op;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Does anything wait for an operator's word? */
final class WaitingExam {
    private final Restores restores;
    private final Expiries expiries;

    WaitingExam(Restores restores, Expiries expiries) {
        this.restores = restores;
        this.expiries = expiries;
    }

    List<Finding> findings() {
        try {
            return Stream.of(restore(), expiry()).flatMap(Optional::stream).toList();
        } catch (Unavailable down) {
            return List.of(Finding.wrong("waiting", down.getMessage(), "is Postgres running, has migrate ended well?"));
        }
    }

    private Optional<Finding> restore() {
        return restores.waiting()
                .map(_ -> Finding.wrong(
                        "restore",
                        "nobody makes a key or speaks to a server before your word",
                        "op reconcile --dry-run, then op reconcile --confirm"));
    }

    private Optional<Finding> expiry() {
        return expiries.waiting()
                .filter(expiry -> expiry.allowedAt() == null)
                .map(expiry -> Finding.wrong(
                        "expiry",
                        "the time of %d of %d keys has ended, and they go on"
                                .formatted(expiry.ending(), expiry.active()),
                        "op expiry --confirm, if neither the database's clock nor a table is wrong"));
    }
}
