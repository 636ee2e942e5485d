package dev.llavero.benchmarks.contender;

import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.UapiLink;
import java.util.List;

/** WireGuard's own socket and nothing else: nothing is kept, nobody is authenticated. */
public final class RawUapi implements PeerHolder {
    public static final String NAME = "raw UAPI socket";

    private final UapiLink link;

    public RawUapi(String interfaceName) {
        link = UapiLink.ofSomebodyElse(new InterfaceName(interfaceName));
    }

    @Override
    public void add(PeerWish wish) {
        try {
            link.set(List.of(wish.peer()));
        } catch (LinkDown failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        // every call has a connection of its own
    }
}
