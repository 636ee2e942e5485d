package dev.llavero.agent.held;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {

    private static final PrivateKey OURS = PrivateKey.fresh();
    private static final PrivateKey ANOTHER = PrivateKey.fresh();

    @TempDir
    Path folder;

    private final MemoryLink link = new MemoryLink();

    @Test
    void oneWithoutAKeyIsAnybodys() throws IOException {
        assertEquals(Optional.empty(), at("wg0", OURS).objection());

        link.lose();
        assertEquals(Optional.empty(), at("wg0", OURS).objection(), "there is none");
    }

    @Test
    void anotherKeyIsAnotherOwner() throws IOException {
        link.identify(ANOTHER, 51_820);

        var objection = at("wg0", OURS).objection().orElseThrow();

        assertTrue(objection.contains("wg0 is somebody else's"), objection);
        assertTrue(objection.contains(ANOTHER.publicKey().base64()), objection);
        assertFalse(objection.contains(ANOTHER.base64()), "its secret stays one");
        assertTrue(objection.contains("WIREGUARD_INTERFACE"), objection);
        assertTrue(objection.contains("ip link delete dev wg0"), objection);
    }

    @Test
    void withoutAKeyNobodyIsConnected() throws IOException {
        link.set(List.of(peer()));

        assertEquals(Optional.empty(), at("wg0", OURS).objection());
    }

    @Test
    void theSameKeyIsOursWithoutAnyMemory() throws IOException {
        link.identify(OURS, 51_820);
        link.set(List.of(peer()));

        assertEquals(Optional.empty(), at("wg0", OURS).objection());
    }

    @Test
    void theKeyMadeHereIsOursWhenAnOperatorGivesAnother() throws IOException {
        link.identify(OURS, 51_820);

        assertEquals(
                Optional.empty(), at("wg0", ANOTHER, Set.of(OURS.publicKey())).objection());
    }

    @Test
    void theKeyGivenLastIsOursWhenTheOperatorChangesIt() throws IOException {
        link.identify(OURS, 51_820);
        at("wg0", OURS).remember();
        link.recreate();
        link.identify(OURS, 51_820);

        assertEquals(Optional.empty(), at("wg0", ANOTHER).objection());
        assertTrue(at("wg1", ANOTHER).objection().isPresent(), "it was given to an interface of another name");
    }

    @Test
    void theVeryOneStaysOursWhateverHappensToIt() throws IOException {
        link.identify(OURS, 51_820);
        at("wg0", OURS).remember();
        link.identify(ANOTHER, 51_820);

        assertEquals(Optional.empty(), at("wg0", OURS).objection());
        link.recreate();
        link.identify(ANOTHER, 51_820);
        assertTrue(at("wg0", OURS).objection().isPresent(), "another one, after a boot say");
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        link.identify(OURS, 51_820);
        Files.writeString(folder.resolve("interface"), "wg0");

        assertEquals(Optional.empty(), at("wg0", OURS).objection());
        assertTrue(at("wg0", ANOTHER).objection().isPresent());
    }

    private Ownership at(String name, PrivateKey identity) throws IOException {
        return at(name, identity, Set.of());
    }

    private Ownership at(String name, PrivateKey identity, Set<PublicKey> earlier) throws IOException {
        return new Ownership(folder.resolve("interface"), new InterfaceName(name), link, identity.publicKey(), earlier);
    }

    private static Peer peer() {
        return new Peer(
                new KeyId("ana"),
                PrivateKey.fresh().publicKey(),
                new PresharedKey(PrivateKey.fresh().base64()),
                List.of(Address.of("10.64.0.2")),
                1,
                1);
    }
}
