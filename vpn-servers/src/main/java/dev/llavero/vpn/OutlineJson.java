package dev.llavero.vpn;

import java.util.List;
import java.util.Map;

/** The bodies of Outline's management API. */
final class OutlineJson {

    record Creation(String name, String method, String password) {}

    record Key(String id, String name, String password, Integer port, String method) {
        boolean isWhole() {
            return id != null && password != null && port != null && method != null;
        }
    }

    record Keys(List<Key> accessKeys) {}

    record Transfer(Map<String, Long> bytesTransferredByUserId) {}

    record Server(String name, String version, Integer portForNewAccessKeys, String hostnameForAccessKeys) {}

    record Problem(String code) {}

    private OutlineJson() {}
}
