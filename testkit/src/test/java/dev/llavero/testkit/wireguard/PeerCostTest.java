package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.held.Peers;
import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.UapiLink;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import dev.llavero.agent.peer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one more peer costs beside a thousand and beside ten thousand: journal, sync and wireguard-go, taken in turns. */
@Tag("all")
class PeerCostTest {

    private static final int TURNS = 1_000;

    @TempDir
    Path folder;

    private final String run = Long.toString(ProcessHandle.current().pid() % 46_656, 36);
    private Namespace place;

    @BeforeEach
    void start() {
        RealTunnels.require("ip", "wg", "wireguard-go");
        place = Namespace.made("lvp" + run);
    }

    @AfterEach
    void stop() {
        if (place != null) place.close();
    }

    @Test
    void onePeerMoreCostsTheSameHoweverManyThereAre() throws IOException {
        try (var few = filled("lvf" + run, 1_000);
                var many = filled("lvm" + run, 10_000)) {
            var besideFew = new ArrayList<Long>();
            var besideMany = new ArrayList<Long>();
            for (int turn = 0; turn < TURNS; turn++) {
                besideFew.add(nanosOfOneMore(few, 20_000 + turn));
                besideMany.add(nanosOfOneMore(many, 20_000 + turn));
            }
            var slope = Math.log10((double) median(besideMany) / median(besideFew));
            System.out.printf(
                    "one more peer: %d µs beside 1,000, %d µs beside 10,000, slope %.3f%n",
                    median(besideFew) / 1_000, median(besideMany) / 1_000, slope);
            assertTrue(slope <= 0.2, "slope " + slope);
        }
    }

    private Peers filled(String name, int peers) throws IOException {
        place.launch("wireguard-go", name);
        var all = new Peers(
                folder.resolve(name), UapiLink.ofSomebodyElse(new InterfaceName(name)), InstantSource.system());
        for (int number = 2; number < peers + 2; number++) all.put(wanted(number));
        return all;
    }

    private static long nanosOfOneMore(Peers peers, int number) throws IOException {
        var wanted = wanted(number);
        var began = System.nanoTime();
        peers.put(wanted);
        return System.nanoTime() - began;
    }

    /** Any 32 bytes are a public key to WireGuard; making a real one would take longer than what is measured. */
    private static Wanted wanted(int number) {
        var secret = "%064x".formatted(number + 1);
        return new Wanted(
                new KeyId("key-" + number),
                PublicKey.ofHex(secret),
                new PresharedKey(PrivateKey.fresh().base64()),
                List.of(Address.of("10.%d.%d.%d".formatted(64 + number / 65_536, number / 256 % 256, number % 256))),
                1);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
