package dev.llavero.agent;

import dev.llavero.agent.held.Ownership;
import dev.llavero.agent.http.Certificate;
import dev.llavero.agent.link.InterfaceName;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** What the agent keeps over a restart. All of it is for its owner alone. */
final class StateFolder {

    private static final int SECRET_BYTES = 16;
    private static final String OWN_KEY = "private.key";

    private final Path folder;

    StateFolder(Path folder) throws IOException {
        this.folder = folder;
        PrivateFile.folder(folder);
    }

    Path peers() {
        return folder.resolve("peers.jsonl");
    }

    Path forwarding() {
        return folder.resolve("forwarding-was-off");
    }

    Path access() {
        return folder.resolve("access.txt");
    }

    Certificate certificate(String host) throws IOException {
        return Certificate.keptIn(folder.resolve("certificate.p12"), host);
    }

    /** The first segment of the management API's address. */
    String secretPath() throws IOException {
        return kept("secret-path", StateFolder::freshSecret);
    }

    private static String freshSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** An operator's own file is read, never written. */
    PrivateKey identity(Optional<Path> operators) throws IOException {
        return new PrivateKey(
                operators.isPresent()
                        ? Files.readString(operators.get()).strip()
                        : kept(OWN_KEY, () -> PrivateKey.fresh().base64()));
    }

    /** Whether an interface is ours to use, as the given identity. */
    Ownership ownership(InterfaceName name, Link link, PrivateKey identity) throws IOException {
        return new Ownership(folder.resolve("interface"), name, link, identity.publicKey(), made());
    }

    /** The identity that was made here, which an operator's own may have replaced since. */
    private Set<PublicKey> made() throws IOException {
        var file = folder.resolve(OWN_KEY);
        return Files.exists(file) ? Set.of(new PrivateKey(Files.readString(file).strip()).publicKey()) : Set.of();
    }

    /** The port that was chosen the first time; 0 when none was. */
    int apiPort() throws IOException {
        return Integer.parseInt(kept("api-port", () -> "0"));
    }

    void rememberApiPort(int port) throws IOException {
        PrivateFile.write(folder.resolve("api-port"), text(Integer.toString(port)));
    }

    /** In the words of Outline's {@code access.txt}, so that both kinds of server are registered alike. */
    void writeAccess(String certSha256, String apiUrl) throws IOException {
        PrivateFile.write(access(), text("certSha256:" + certSha256 + "\napiUrl:" + apiUrl));
    }

    private interface Fresh {
        String make();
    }

    private String kept(String name, Fresh fresh) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) PrivateFile.write(file, text(fresh.make()));
        return Files.readString(file).strip();
    }

    private static byte[] text(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
