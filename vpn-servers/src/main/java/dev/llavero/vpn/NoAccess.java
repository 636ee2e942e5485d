package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A server whose access is lost. It may work as ever for its users; it counts as down until somebody names its access again. */
record NoAccess(String why) implements VpnServer {
    @Override
    public Uni<Outcome<Endpoint>> put(ServerKey key) {
        return down();
    }

    @Override
    public Uni<Outcome<Gone>> remove(KeyId key, long epoch) {
        return down();
    }

    @Override
    public Uni<Outcome<Gone>> removeForeign(String id) {
        return down();
    }

    @Override
    public Uni<Outcome<List<HeldKey>>> list() {
        return down();
    }

    @Override
    public Uni<Outcome<List<Counter>>> transfer() {
        return down();
    }

    @Override
    public Uni<Outcome<ServerFacts>> probe() {
        return down();
    }

    private <T> Uni<Outcome<T>> down() {
        return Uni.createFrom().item(new Outcome.Down<>(Fault.NO_ACCESS, why));
    }
}
