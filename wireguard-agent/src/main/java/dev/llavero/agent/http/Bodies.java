package dev.llavero.agent.http;

import java.util.List;

/** What travels, as {@code openapi.yaml} describes it. Absent values are null there as here. */
final class Bodies {

    /** The body of PUT. Prints without its secret. */
    record Wish(String publicKey, String presharedKey, List<String> addresses, Long epoch) {
        @Override
        public String toString() {
            return "Wish[" + publicKey + ", " + addresses + ", " + epoch + "]";
        }
    }

    record Peer(String id, String publicKey, List<String> addresses, long epoch, long counterEpoch) {}

    /** The answer to PUT: also where the peer finds the server. */
    record Placed(String id, String publicKey, List<String> addresses, long epoch, long counterEpoch, int port) {}

    record PeerWithTraffic(
            String id,
            String publicKey,
            List<String> addresses,
            long epoch,
            long counterEpoch,
            Long receivedBytes,
            Long sentBytes,
            String lastHandshakeAt,
            Boolean online) {}

    record Peers(List<Peer> peers, List<String> foreignPublicKeys) {}

    record Transfer(
            String id,
            long counterEpoch,
            long receivedBytes,
            long sentBytes,
            String lastHandshakeAt,
            String removedAt) {}

    record Transfers(List<Transfer> transfers) {}

    record Server(
            String version,
            String publicKey,
            String hostname,
            int port,
            String endpoint,
            List<String> addresses,
            int mtu,
            List<String> dns,
            String backend,
            Load load) {}

    /** @param cpu share of all processors, 0 to 1 */
    record Load(Double cpu, Long memoryTotalBytes, Long memoryAvailableBytes, Nic nic, int peers, long peersOnline) {}

    /** What a reader on an Outline host says of itself. */
    record Reader(String version, String hostname, String backend, HostLoad load) {}

    record HostLoad(Double cpu, Long memoryTotalBytes, Long memoryAvailableBytes, Nic nic) {}

    record Nic(String name, long receivedBytes, long sentBytes) {}

    record Health(String status, String backend, int peers, String trouble) {}

    private Bodies() {}
}
