package dev.llavero.agent;

import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Invalid;
import dev.llavero.agent.peer.Network;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operator may set, by {@code WIREGUARD_HOST} in the environment or {@code --host=…} on the command line, which wins.
 *
 * @param host the name or address at which users and Llavero find this server
 * @param apiPort of the management API; 0 for any free one, which is kept
 * @param privateKeyFile an identity that servers share; without it one is made and kept
 * @param metrics where a reader on an Outline host finds the Shadowsocks server's counters
 * @param privateTargets whether peers may reach private networks through this server
 * @param hostTargets whether peers may reach this server's own services
 */
public record Settings(
        String host,
        Path state,
        String apiAddress,
        int apiPort,
        Backend backend,
        InterfaceName interfaceName,
        int port,
        List<Network> networks,
        int mtu,
        List<Address> dns,
        Optional<Path> privateKeyFile,
        URI metrics,
        boolean privateTargets,
        boolean hostTargets) {

    /** What carries the traffic. */
    public enum Backend {
        /** The kernel's WireGuard if it has it, else wireguard-go. */
        AUTO,
        KERNEL,
        WIREGUARD_GO,
        /** A wireguard-go that somebody else runs, with its addresses and routes. */
        SOCKET,
        /** Nothing: peers are remembered and no packet passes. */
        MEMORY
    }

    private static final String PREFIX = "WIREGUARD_";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("HOST", ""),
            Map.entry("STATE", "/var/lib/llavero-wireguard"),
            Map.entry("API_ADDRESS", "0.0.0.0"),
            Map.entry("API_PORT", "0"),
            Map.entry("BACKEND", "auto"),
            Map.entry("INTERFACE", "wg0"),
            Map.entry("PORT", "51820"),
            Map.entry("NETWORKS", "10.64.0.1/10,fd6c:6c61:7665::1/64"),
            Map.entry("MTU", "1420"),
            Map.entry("DNS", "1.1.1.1,2606:4700:4700::1111"),
            Map.entry("PRIVATE_KEY_FILE", ""),
            Map.entry("OUTLINE_METRICS", "http://127.0.0.1:9092/metrics"),
            Map.entry("PRIVATE_TARGETS", "false"),
            Map.entry("HOST_TARGETS", "false"));

    private static final Pattern METRICS = Pattern.compile("http://[A-Za-z0-9.-]+(:\\d{1,5})?/[A-Za-z0-9/_.-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /** @throws Invalid naming the setting that is unknown or not of its form */
    public static Settings of(Map<String, String> environment, List<String> flags) {
        var given = new HashMap<>(DEFAULTS);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) given.replace(name.substring(PREFIX.length()), value.strip());
        });
        for (var flag : flags) {
            var equals = flag.indexOf('=');
            var name = equals < 0 ? flag : flag.substring(0, equals);
            var key =
                    name.startsWith("--") ? name.substring(2).replace('-', '_').toUpperCase() : "";
            if (equals < 0 || !DEFAULTS.containsKey(key))
                throw new Invalid(name, "one of " + names() + ", with a value");
            given.put(key, flag.substring(equals + 1).strip());
        }
        return new Settings(
                host(given.get("HOST")),
                Path.of(given.get("STATE")),
                given.get("API_ADDRESS"),
                number(given, "API_PORT", 0, 65_535),
                backend(given.get("BACKEND")),
                new InterfaceName(given.get("INTERFACE")),
                number(given, "PORT", 1, 65_535),
                networks(given.get("NETWORKS")),
                number(given, "MTU", 1_280, 9_000),
                list(given.get("DNS")).map(Address::of).toList(),
                Optional.of(given.get("PRIVATE_KEY_FILE"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of),
                metrics(given.get("OUTLINE_METRICS")),
                truth(given, "PRIVATE_TARGETS"),
                truth(given, "HOST_TARGETS"));
    }

    private static String names() {
        return DEFAULTS.keySet().stream()
                .map(name -> "--" + name.toLowerCase().replace('_', '-'))
                .sorted()
                .toList()
                .toString();
    }

    private static String host(String typed) {
        if (HOST.matcher(typed).matches()) return typed;
        if (typed.contains(":")) return Address.of(typed).text();
        throw new Invalid("WIREGUARD_HOST", "the name or address at which users find this server");
    }

    private static URI metrics(String typed) {
        if (METRICS.matcher(typed).matches()) return URI.create(typed);
        throw new Invalid(PREFIX + "OUTLINE_METRICS", "an address such as http://127.0.0.1:9092/metrics");
    }

    private static int number(Map<String, String> given, String name, int least, int most) {
        var typed = given.get(name);
        if (!typed.matches("\\d{1,5}") || Integer.parseInt(typed) < least || Integer.parseInt(typed) > most)
            throw new Invalid(PREFIX + name, "a number from " + least + " to " + most);
        return Integer.parseInt(typed);
    }

    private static Backend backend(String typed) {
        return Arrays.stream(Backend.values())
                .filter(known -> known.name().equalsIgnoreCase(typed.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new Invalid("WIREGUARD_BACKEND", "auto, kernel, wireguard-go, socket or memory"));
    }

    private static List<Network> networks(String typed) {
        var networks = list(typed).map(Network::of).toList();
        if (networks.isEmpty()) throw new Invalid("WIREGUARD_NETWORKS", "at least one address/prefix");
        return networks;
    }

    private static boolean truth(Map<String, String> given, String name) {
        return switch (given.get(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Invalid(PREFIX + name, "true or false");
        };
    }

    private static Stream<String> list(String typed) {
        return Arrays.stream(typed.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    InetSocketAddress apiSocket(int chosenPort) {
        return new InetSocketAddress(apiAddress, chosenPort);
    }
}
