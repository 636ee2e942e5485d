package dev.llavero.vpn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** The bodies of Outline's management API. */
final class OutlineJson {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Creation(String name, String method, String password, Integer port) {}

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
