package dev.llavero.vpn;

import java.util.List;

/** The bodies of the WireGuard agent's management API: see its {@code openapi.yaml}. */
final class WireGuardJson {

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

        boolean isWhole() {
            return version != null
                    && publicKey != null
                    && port != null
                    && addresses != null
                    && mtu != null
                    && dns != null
                    && load != null;
        }
    }

    private WireGuardJson() {}
}
