package dev.llavero.app.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A WireGuard file, read as an app reads it: unknown words are an error there, and so they are here. */
record WireGuardConfig(
        String privateKey,
        List<String> addresses,
        List<String> dns,
        int mtu,
        String serverKey,
        String presharedKey,
        List<String> allowed,
        String endpoint,
        int keepalive) {

    static WireGuardConfig read(String text) {
        var values = new HashMap<String, String>();
        var section = "";
        for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("[")) {
                section = line;
                continue;
            }
            var parts = line.split(" = ", 2);
            if (values.put(section + parts[0], parts[1]) != null) {
                throw new AssertionError(parts[0] + " is there twice");
            }
        }
        var config = new WireGuardConfig(
                values.remove("[Interface]PrivateKey"),
                list(values.remove("[Interface]Address")),
                list(values.remove("[Interface]DNS")),
                Integer.parseInt(values.remove("[Interface]MTU")),
                values.remove("[Peer]PublicKey"),
                values.remove("[Peer]PresharedKey"),
                list(values.remove("[Peer]AllowedIPs")),
                values.remove("[Peer]Endpoint"),
                Integer.parseInt(values.remove("[Peer]PersistentKeepalive")));
        if (!values.equals(Map.of())) {
            throw new AssertionError("unknown: " + values.keySet());
        }
        return config;
    }

    private static List<String> list(String values) {
        return List.of(values.split(", "));
    }
}
