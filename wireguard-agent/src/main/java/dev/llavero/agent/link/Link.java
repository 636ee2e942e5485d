package dev.llavero.agent.link;

import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A WireGuard interface. May be used by many threads; every call may be repeated. */
public sealed interface Link permits UapiLink, WgToolLink, MemoryLink {

    /** The interface as it is now: another text means that it was made anew. Empty while there is none. Cheap. */
    Optional<String> incarnation();

    /** Tells this very interface from all others, also after a restart of ours. Empty while there is none, or nobody knows. */
    Optional<String> device();

    /** Makes the interface if there is none. */
    void make() throws LinkDown;

    /** Unmakes it, with all its peers; none is as good. */
    void unmake() throws LinkDown;

    /** Takes away one of ours that nobody can steer any more. Leaves every other alone. */
    void clear() throws LinkDown;

    /** Whom its peers know it as; empty while it has no key. */
    Optional<PublicKey> identity() throws LinkDown;

    /** Gives the interface its identity. The same again changes nothing. */
    void identify(PrivateKey privateKey, int listenPort) throws LinkDown;

    /** Sets the peers just so; those already there keep their counters and sessions. After a failure some may be set. */
    void set(List<Peer> peers) throws LinkDown;

    /** The peer may send and receive nothing any more, but its counters can still be read. */
    void silence(PublicKey peer) throws LinkDown;

    void remove(PublicKey peer) throws LinkDown;

    /** Every peer there is. Takes time that grows with their number. */
    Map<PublicKey, Counters> read() throws LinkDown;

    /** How the interface is reached, in a word. */
    String kind();
}
