package dev.llavero.agent.held;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.link.Routing;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interface works, and the machine does not let packets pass. */
class UpkeepTest {

    private static final PrivateKey ANA = PrivateKey.fresh();
    private static final PrivateKey BEN = PrivateKey.fresh();

    @TempDir
    Path folder;

    private final MemoryLink link = new MemoryLink();
    private final Refusing routing = new Refusing();
    private Peers peers;
    private Upkeep upkeep;

    private static final class Refusing implements Routing {
        private boolean refuses = true;
        private int times;

        @Override
        public void establish() throws LinkDown {
            times++;
            if (refuses) throw new LinkDown("forwarding cannot be switched on");
        }

        @Override
        public void withdraw() {
            // nothing was done
        }
    }

    @BeforeEach
    void aPeerOfBefore() throws IOException {
        peers = new Peers(folder.resolve("peers.jsonl"), link, InstantSource.system());
        var identity = PrivateKey.fresh();
        var ownership = new Ownership(
                folder.resolve("interface"), new InterfaceName("wg0"), link, identity.publicKey(), Set.of());
        upkeep = new Upkeep(link, routing, identity, 51820, peers, ownership);
        peers.put(new Wanted(
                new KeyId("ana"),
                ANA.publicKey(),
                new PresharedKey(PrivateKey.fresh().base64()),
                List.of(Address.of("10.64.0.2")),
                1));
        link.recreate();
    }

    @AfterEach
    void close() throws IOException {
        upkeep.close();
        peers.close();
    }

    @Test
    void peersComeBackAllTheSame() throws IOException {
        assertThrows(LinkDown.class, upkeep::look);

        assertEquals(Set.of(ANA.publicKey()), link.read().keySet());
        assertEquals(1, upkeep.counting(peers::transfers).size());
    }

    @Test
    void nobodyIsPromisedAConnectionUntilThereIsOne() throws IOException {
        var refused = assertThrows(LinkDown.class, upkeep::requireConnection);
        assertEquals("forwarding cannot be switched on", refused.getMessage());

        routing.refuses = false;
        upkeep.requireConnection();
        upkeep.requireConnection();
        upkeep.look();
        assertEquals(2, routing.times, "once it is there it costs nothing");

        routing.refuses = true;
        link.recreate();
        assertThrows(LinkDown.class, upkeep::look);
        assertThrows(LinkDown.class, upkeep::requireConnection);
    }

    @Test
    void aPeerMayComeBeforeTheFirstLook() throws IOException {
        routing.refuses = false;
        peers.put(new Wanted(
                new KeyId("ben"),
                BEN.publicKey(),
                new PresharedKey(PrivateKey.fresh().base64()),
                List.of(Address.of("10.64.0.3")),
                1));

        upkeep.look();

        assertEquals(Set.of(ANA.publicKey(), BEN.publicKey()), link.read().keySet());
    }

    @Test
    void anInterfaceThatSomebodyElsePutInItsPlaceIsLeftAlone() throws IOException {
        routing.refuses = false;
        upkeep.look();
        upkeep.requireOurs();
        var another = PrivateKey.fresh();
        link.recreate();
        link.identify(another, 51820);

        assertThrows(LinkDown.class, upkeep::look);
        assertThrows(LinkDown.class, upkeep::requireOurs);
        assertEquals(Optional.of(another.publicKey()), link.identity());
        assertEquals(Set.of(), link.read().keySet());

        link.recreate();
        upkeep.look();
        upkeep.requireOurs();
        assertEquals(Set.of(ANA.publicKey()), link.read().keySet());
    }
}
