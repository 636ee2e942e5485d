package dev.llavero.agent.held;

import dev.llavero.agent.Log;
import dev.llavero.agent.PrivateFile;
import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an interface is ours. Whoever uses another's would be cut off as soon as it got our identity. So ours is one without a
 * key, for nobody can be connected to it, one with a key of ours, and the very one that we gave its identity to; that one is
 * written down.
 */
public final class Ownership {

    private record Given(String name, String publicKey, String device) {}

    private final Path memory;
    private final InterfaceName name;
    private final Link link;
    private final PublicKey identity;
    private final Set<PublicKey> earlier;
    private Optional<Given> given;

    /**
     * @param memory says what was given its identity last
     * @param earlier other keys that this agent made
     */
    public Ownership(Path memory, InterfaceName name, Link link, PublicKey identity, Set<PublicKey> earlier)
            throws IOException {
        this.memory = memory;
        this.name = name;
        this.link = link;
        this.identity = identity;
        this.earlier = earlier;
        given = read(memory).filter(last -> last.name().equals(name.value()));
    }

    private static Optional<Given> read(Path memory) throws IOException {
        if (!Files.exists(memory)) return Optional.empty();
        var lines = Files.readAllLines(memory);
        return lines.size() == 3 ? Optional.of(new Given(lines.get(0), lines.get(1), lines.get(2))) : Optional.empty();
    }

    /** Why the interface is to be left alone; empty while it is ours, and while there is none. */
    public synchronized Optional<String> objection() throws LinkDown {
        if (link.incarnation().isEmpty() && link.device().isEmpty() || isTheVeryOne()) return Optional.empty();
        var key = link.identity();
        if (key.isEmpty() || isOurs(key.get())) return Optional.empty();
        return Optional.of(name + " is somebody else's: it has the public key " + key.get()
                + ", which this agent did not give it. Set WIREGUARD_INTERFACE and WIREGUARD_PORT to others, or, if nobody needs "
                + name + ", remove it: ip link delete dev " + name);
    }

    private boolean isOurs(PublicKey key) {
        return key.equals(identity)
                || earlier.contains(key)
                || given.filter(last -> last.publicKey().equals(key.base64())).isPresent();
    }

    /** Whether it is the one that we gave its identity to, whatever happened to it since. */
    synchronized boolean isTheVeryOne() {
        var device = link.device();
        return device.isPresent() && given.map(Given::device).equals(device);
    }

    /** The interface has its identity from us now. */
    synchronized void remember() {
        var now = new Given(name.value(), identity.base64(), link.device().orElse(""));
        given = Optional.of(now);
        try {
            PrivateFile.write(memory, text(now));
        } catch (IOException full) {
            // Its key tells it as well: no reason to leave users without their peers.
            Log.line("it cannot be written down that " + name + " is ours: " + full);
        }
    }

    private static byte[] text(Given given) {
        var lines = List.of(given.name(), given.publicKey(), given.device());
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
