package dev.llavero.testkit.outline;

import dev.llavero.testkit.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A user's Shadowsocks client: Debian's {@code ss-local} (package shadowsocks-libev), which shares no code with the
 * simulator, and {@code curl} behind it.
 */
public final class SsLocal implements AutoCloseable {

    private final Process process;
    private final int port;

    private SsLocal(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param accessUrl what a user was given: {@code ss://base64url(method:password)@host:port/…} */
    public static SsLocal open(String accessUrl) throws IOException {
        var url = URI.create(accessUrl.replaceFirst("#.*", ""));
        var user = new String(Base64.getUrlDecoder().decode(url.getUserInfo()), StandardCharsets.UTF_8);
        var colon = user.indexOf(':');
        return open(url.getHost(), url.getPort(), user.substring(0, colon), user.substring(colon + 1));
    }

    public static SsLocal open(String host, int serverPort, String method, String password) throws IOException {
        var port = Ports.free();
        var process = new ProcessBuilder(
                        "ss-local",
                        "-s",
                        host,
                        "-p",
                        "" + serverPort,
                        "-m",
                        method,
                        "-k",
                        password,
                        "-b",
                        "127.0.0.1",
                        "-l",
                        "" + port)
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine())
            if (line.contains("listening at")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return new SsLocal(process, port);
            }
        throw new IOException("ss-local ended at once");
    }

    /** A SOCKS5 proxy that leads through the tunnel. */
    public InetSocketAddress socks() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Fetches a page through the tunnel.
     *
     * @throws IOException when it cannot be had
     */
    public byte[] get(String url) throws IOException, InterruptedException {
        var curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--fail",
                        "--max-time",
                        "10",
                        "--noproxy",
                        "",
                        "--socks5-hostname",
                        "127.0.0.1:" + port,
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var page = curl.getInputStream().readAllBytes();
        if (curl.waitFor() != 0) throw new IOException("curl ended with " + curl.exitValue());
        return page;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
