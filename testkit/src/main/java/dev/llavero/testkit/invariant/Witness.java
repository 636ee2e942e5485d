package dev.llavero.testkit.invariant;

import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.Database;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.wireguard.PeerHolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whatever has seen what Llavero did: the outside world, its log, its database, and what it prints. */
public interface Witness {
    Telegram telegram();

    String botToken();

    /** By the server's id. */
    Map<String, OutlineSimulator> outlines();

    /** The WireGuard servers, by their id. */
    Map<String, ? extends PeerHolder> agents();

    Broker broker();

    Database database();

    String databasePassword();

    /** Whatever else nobody may find, with what to call it. */
    Map<String, String> otherSecrets();

    /** What was put in that Llavero did not. */
    Tampering tampering();

    /** When applications were started, frozen, woken, and when they ended: who does may tell again what was told just before. */
    List<Instant> upheavals();

    /** Of the applications that run now. */
    List<Integer> managementPorts();

    /** Of all applications, those that have ended too. */
    List<Path> logs();
}
