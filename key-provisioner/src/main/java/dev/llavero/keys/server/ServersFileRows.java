package dev.llavero.keys.server;

import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ServersFile.Serving;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.vault.VaultException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the rows say what the file says: all of it in one transaction, or nothing. Doing it twice changes nothing more. */
final class ServersFileRows {
    private final PlainTransactions transactions;
    private final Vault vault;

    ServersFileRows(PlainTransactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /**
     * @param changes one line each, for the log
     * @param problems if there are any, nothing was done
     */
    record Outcome(List<String> changes, List<String> warnings, List<Remark> problems) {}

    Uni<Outcome> apply(ServersFile file) {
        return transactions.run(sql -> ServerRows.lockAll(sql)
                .chain(known -> LocationRows.all(sql).map(places -> FilePlan.of(file, known, places)))
                .chain(plan -> plan.problems().isEmpty()
                        ? save(sql, file, plan)
                        : Uni.createFrom().item(new Outcome(List.of(), List.of(), plan.problems()))));
    }

    private Uni<Outcome> save(Sql sql, ServersFile file, FilePlan plan) {
        return LocationRows.save(sql, plan.places())
                .chain(() -> ServerRows.save(sql, plan.servers()))
                .chain(() -> saveAccesses(sql, file))
                .call(() -> ServerStates.publish(sql, plan.told()))
                .map(opened -> new Outcome(both(plan.changes(), opened), plan.warnings(), List.of()));
    }

    /** @return a line for each server that has another access now */
    private Uni<List<String>> saveAccesses(Sql sql, ServersFile file) {
        return Multi.createFrom()
                .iterable(file.servers())
                .filter(Serving.class::isInstance)
                .map(Serving.class::cast)
                .onItem()
                .transformToUniAndConcatenate(server -> saveAccess(sql, server.id(), AccessText.write(server.access())))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private Uni<Optional<String>> saveAccess(Sql sql, ServerId server, Secret access) {
        return vault.serverAccess(sql, server)
                .onFailure(VaultException.class) // sealed under a key that is gone: sealing anew is the cure
                .recoverWithItem(Optional.empty())
                .chain(stored -> stored.equals(Optional.of(access))
                        ? Uni.createFrom().item(Optional.<String>empty())
                        : vault.putServerAccess(sql, server, access)
                                .chain(() -> ServerRows.takeTurnSoon(sql, server))
                                .replaceWith(Optional.of("Server %s: access stored".formatted(server))));
    }

    private static List<String> both(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
