package dev.llavero.agent.outline;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The metrics address of the Shadowsocks server on this machine: {@code http://127.0.0.1:9092/metrics} in Outline's installation. */
public record ShadowsocksMetrics(URI address) {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_BYTES = 64 << 20;

    public ShadowsocksCounts read() throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try (var body = connection.getInputStream()) {
            if (connection.getResponseCode() != 200) throw new IOException("status " + connection.getResponseCode());
            return ShadowsocksCounts.read(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } finally {
            connection.disconnect();
        }
    }
}
