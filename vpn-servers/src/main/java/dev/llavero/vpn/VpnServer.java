package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * One VPN server's management side. Never fails its {@link Uni} for what the outside does: that is an {@link Outcome}.
 * Every call ends within the deadline it was made with and may be repeated.
 */
public interface VpnServer {

    /** Makes the server hold this key with exactly this credential; a key that is already so is {@code Done}. */
    Uni<Outcome<Endpoint>> put(ServerKey key);

    /**
     * Afterwards the key is gone; already gone is {@code Done} too. Open connections of the key may live on.
     *
     * @param epoch of the placement that wants it gone; a server that knows of epochs refuses what comes from the past
     */
    Uni<Outcome<Gone>> remove(KeyId key, long epoch);

    /**
     * Afterwards a key that is not ours is gone; already gone is {@code Done} too.
     *
     * @param id the server's own; an agent, which knows such keys by their public keys alone, refuses
     */
    Uni<Outcome<Gone>> removeForeign(String id);

    /** Every key the server holds, foreign ones too. */
    Uni<Outcome<List<HeldKey>>> list();

    /** Raw counters as the server tells them: keys without traffic may be left out, and those removed lately be among them. */
    Uni<Outcome<List<Counter>>> transfer();

    /** Asks the server for its facts: that it answers is the news. */
    Uni<Outcome<ServerFacts>> probe();
}
