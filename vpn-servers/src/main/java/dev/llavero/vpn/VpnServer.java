package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/**
 * One VPN server's management side. Never fails its {@link Uni} for what the outside does: that is an {@link Outcome}.
 * Every call ends within the deadline it was made with and may be repeated.
 */
public interface VpnServer {

    /** Makes the server hold this key with exactly this credential; a key that is already so is {@code Done}. */
    Uni<Outcome<Endpoint>> put(ServerKey key);

    /** Afterwards the key is gone; already gone is {@code Done} too. Open connections of the key may live on. */
    Uni<Outcome<Gone>> remove(KeyId key);

    /** Every key the server holds, foreign ones too. */
    Uni<Outcome<List<HeldKey>>> list();

    /** Raw counters in bytes by key id, as the server tells them: keys without traffic may be left out. */
    Uni<Outcome<Map<String, Long>>> transfer();

    /** Asks the server for its facts: that it answers is the news. */
    Uni<Outcome<ServerFacts>> probe();
}
