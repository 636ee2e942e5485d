package dev.llavero.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules say; {@code TunnelTest} has packets meet them. */
class NatTableTest {

    @Test
    void theServersOwnServicesAreOutOfReach() {
        assertEquals(
                List.of(
                        "ct state established,related accept",
                        "icmp type echo-request accept",
                        "icmpv6 type echo-request accept",
                        "meta l4proto tcp ct original proto-dst 53 ct status dnat accept",
                        "meta l4proto udp ct original proto-dst 53 ct status dnat accept",
                        "drop"),
                input(false));
    }

    @Test
    void aServerThatIsTheNameServerIsAsked() {
        var input = input(false, "10.64.0.1", "fd6c:6c61:7665::1");

        assertTrue(input.contains("ip daddr 10.64.0.1 meta l4proto { tcp, udp } th dport 53 accept"));
        assertTrue(input.contains("ip6 daddr fd6c:6c61:7665::1 meta l4proto { tcp, udp } th dport 53 accept"));
        assertEquals("drop", input.getLast());
    }

    @Test
    void anOperatorMayOpenTheServersServices() {
        assertFalse(rules(true).contains("hook input"));
    }

    @Test
    void everyBracketIsClosed() {
        for (var host : List.of(true, false)) {
            var rules = rules(host, "10.64.0.1");
            assertEquals(count(rules, '{'), count(rules, '}'), rules);
        }
    }

    private static long count(String rules, char bracket) {
        return rules.chars().filter(read -> read == bracket).count();
    }

    /** What is said of packets from the interface to the server itself. */
    private static List<String> input(boolean host, String... nameServers) {
        return rules(host, nameServers)
                .lines()
                .dropWhile(line -> !line.contains("chain input"))
                .map(String::strip)
                .filter(line -> line.startsWith("iifname \"wg0\" "))
                .map(line -> line.substring("iifname \"wg0\" ".length()))
                .toList();
    }

    private static String rules(boolean host, String... nameServers) {
        var reach =
                new Reach(false, host, Stream.of(nameServers).map(Address::of).toList());
        return new NatTable(new InterfaceName("wg0"), List.of(Network.of("10.64.0.1/10")), reach).rules();
    }
}
