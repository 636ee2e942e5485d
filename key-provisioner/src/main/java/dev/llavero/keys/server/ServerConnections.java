package dev.llavero.keys.server;

import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.vault.Vault;
import dev.llavero.vpn.VpnServer;
import dev.llavero.vpn.VpnServers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** From a server's id to its management side, through the access that the vault keeps. */
@ApplicationScoped
public class ServerConnections {
    @Inject
    Vault vault;

    @Inject
    PlainTransactions transactions;

    @Inject
    VpnServers servers;

    public Uni<VpnServer> to(ServerId server) {
        return vault.serverAccess(transactions.autocommit(), server).map(access -> access.map(
                        known -> servers.at(AccessText.read(known)))
                .orElseGet(() -> servers.withoutAccess("the vault has no access to it: name it in SERVERS_FILE")));
    }
}
