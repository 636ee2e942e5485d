package dev.llavero.vpn;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** The bodies of the WireGuard agent's management API: see its {@code openapi.yaml}. */
final class WireGuardJson {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    record Wish(String publicKey, String presharedKey, List<String> addresses, long epoch) {}

    /** @param port where the peer finds the server */
    record Placed(String publicKey, Integer port) {}

    record Peer(String id, String publicKey, List<String> addresses, Long epoch) {
        boolean isWhole() {
            return id != null && publicKey != null && addresses != null && epoch != null;
        }
    }

    record Peers(List<Peer> peers, List<String> foreignPublicKeys) {
        boolean isWhole() {
            return peers != null && foreignPublicKeys != null && peers.stream().allMatch(Peer::isWhole);
        }
    }

    record Transfer(String id, Long counterEpoch, Long receivedBytes, Long sentBytes) {
        boolean isWhole() {
            return id != null
                    && counterEpoch != null
                    && receivedBytes != null
                    && sentBytes != null
                    && receivedBytes >= 0
                    && sentBytes >= 0;
        }
    }

    record Transfers(List<Transfer> transfers) {
        boolean isWhole() {
            return transfers != null && transfers.stream().allMatch(Transfer::isWhole);
        }
    }

    record Load(int peers, int peersOnline) {}

    record Server(
            String version,
            String publicKey,
            String hostname,
            Integer port,
            List<String> addresses,
            Integer mtu,
            List<String> dns,
            Load load) {

        /** All of it ends up in people's files, so nothing passes that is not exactly what it should be. */
        boolean isWhole() {
            return version != null
                    && publicKey != null
                    && KEY.matcher(publicKey).matches()
                    && isWithin(port, 1, 65_535)
                    && addresses != null
                    && isWithin(mtu, 1_280, 9_000)
                    && dns != null
                    && dns.stream().allMatch(WireGuardJson::isAddress)
                    && load != null;
        }
    }

    private WireGuardJson() {}

    private static boolean isWithin(Integer number, int least, int most) {
        return number != null && number >= least && number <= most;
    }

    private static boolean isAddress(String text) {
        if (text == null || !ADDRESS.matcher(text).matches()) return false;
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
