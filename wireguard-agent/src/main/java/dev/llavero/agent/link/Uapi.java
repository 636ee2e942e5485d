package dev.llavero.agent.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One question and one answer on WireGuard's user-space socket. See
 * <a href="https://www.wireguard.com/xplatform/#cross-platform-userspace-implementation">its description</a>.
 */
final class Uapi {

    @FunctionalInterface
    interface Lines {
        void line(String name, String value);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Path SOCKETS = Path.of("/var/run/wireguard");

    private final Path socket;

    /** @param name of the interface */
    Uapi(String name) {
        socket = SOCKETS.resolve(name + ".sock");
    }

    Path socket() {
        return socket;
    }

    boolean answers() {
        try {
            connect();
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** @throws IOException if nobody listens, or not to us */
    void connect() throws IOException {
        SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
    }

    /** @param request with its closing empty line; may hold secrets, so it is never repeated */
    void ask(String request, Lines answer) throws LinkDown {
        // A frozen daemon neither answers nor hangs up.
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var alarm = Alarm.in(PATIENCE, () -> cut(channel))) {
            for (var left = StandardCharsets.US_ASCII.encode(request); left.hasRemaining(); ) write(channel, left);
            read(new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII), 1 << 15), answer);
        } catch (IOException unreachable) {
            throw unreachable instanceof LinkDown down
                    ? down
                    : new LinkDown("the socket " + socket + " does not answer", unreachable);
        }
    }

    private static void write(SocketChannel channel, ByteBuffer left) throws IOException {
        channel.write(left);
    }

    private void read(BufferedReader reader, Lines answer) throws IOException {
        var errno = "none";
        for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            var equals = line.indexOf('=');
            if (equals < 0) throw new LinkDown("the socket " + socket + " answers in another language");
            var name = line.substring(0, equals);
            var value = line.substring(equals + 1);
            if (name.equals("errno")) errno = value;
            else answer.line(name, value);
        }
        if (!errno.equals("0")) throw new LinkDown("the socket " + socket + " answers errno " + errno);
    }

    private static void cut(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            throw new UncheckedIOException(alreadyBroken);
        }
    }
}
