package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.UapiLink;
import dev.llavero.agent.link.WgToolLink;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to a real interface: the socket, and {@code wg}, which speaks with either kind of WireGuard. */
class LinksTest {

    private static final String RUN = Long.toString(ProcessHandle.current().pid() % 46_656, 36);
    private static final InterfaceName NAME = new InterfaceName("lvl" + RUN);

    private Namespace place;

    @BeforeEach
    void start() {
        RealTunnels.require("ip", "wg", "wireguard-go");
        place = Namespace.made(NAME.value());
        place.launch("wireguard-go", NAME.value());
    }

    @AfterEach
    void stop() {
        if (place != null) place.close();
    }

    static Stream<Link> ways() {
        return Stream.of(UapiLink.ofSomebodyElse(NAME), new WgToolLink(NAME));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPeerIsSetSilencedReadAndRemoved(Link link) throws LinkDown {
        var identity = PrivateKey.fresh();
        var peer = peer(2);
        link.identify(identity, 51_820);
        link.set(List.of(peer));

        assertEquals(identity.publicKey().base64(), shown("public-key"));
        assertEquals(peer.publicKey() + "\t10.64.0.2/32 fd6c:6c61:7665::2/128", shown("allowed-ips"));
        assertEquals(peer.publicKey() + "\t" + peer.presharedKey().base64(), shown("preshared-keys"));
        assertEquals(Map.of(peer.publicKey(), Counters.NONE), link.read());

        link.silence(peer.publicKey());
        assertEquals(peer.publicKey() + "\t(none)", shown("allowed-ips"));
        assertEquals(Set.of(peer.publicKey()), link.read().keySet());

        link.remove(peer.publicKey());
        link.remove(peer.publicKey());
        assertEquals(Map.of(), link.read());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void manyAreSetAtOnceAndNobodyElseLeaves(Link link) throws LinkDown {
        link.set(List.of(peer(1_500)));
        link.set(IntStream.range(2, 1_202).mapToObj(LinksTest::peer).toList());

        assertEquals(1_201, link.read().size());
    }

    @Test
    void anInterfaceMadeAnewIsNoticed() throws LinkDown {
        var link = UapiLink.ofSomebodyElse(NAME);
        link.set(List.of(peer(2)));
        var before = link.incarnation();
        assertEquals(before, link.incarnation());

        place.run("ip", "link", "delete", "dev", NAME.value());
        while (link.incarnation().isPresent()) Thread.onSpinWait();
        assertThrows(LinkDown.class, link::read);
        assertThrows(LinkDown.class, link::make);

        place.launch("wireguard-go", NAME.value());
        assertTrue(link.incarnation().isPresent());
        assertNotEquals(before, link.incarnation());
        assertEquals(Map.of(), link.read());
    }

    @Test
    void noComplaintRepeatsASecret() {
        var nobody = new WgToolLink(new InterfaceName("nobody"));
        var peer = peer(2);

        var complaint = assertThrows(LinkDown.class, () -> nobody.set(List.of(peer)));

        assertFalse(complaint.getMessage().contains(peer.presharedKey().base64()));
    }

    private String shown(String what) {
        return Tools.run("wg", "show", NAME.value(), what);
    }

    private static Peer peer(int number) {
        var addresses = List.of(
                Address.of("10.64.%d.%d".formatted(number / 256, number % 256)),
                Address.of("fd6c:6c61:7665::" + Integer.toHexString(number)));
        PublicKey key = PrivateKey.fresh().publicKey();
        return new Peer(
                new KeyId("key-" + number),
                key,
                new PresharedKey(PrivateKey.fresh().base64()),
                addresses,
                1,
                1);
    }
}
