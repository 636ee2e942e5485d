package dev.llavero.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One message of every kind with all that it can say, and a sparse one where something can be left out. What is null in
 * no sample of a kind is required of that kind in {@code asyncapi.yaml}.
 */
final class Samples {
    private static final KeyId KEY = KeyId.of("5b0c7a7e-3f0e-5d52-9c1f-2a6f0f6b1c11");
    private static final UserId USER = UserId.of("0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422");
    private static final ServerId SERVER = new ServerId("nl-1");
    private static final LocationCode PLACE = new LocationCode("nl");
    private static final Sealed NAME = Sealed.of("only a stand-in for ciphertext".getBytes(StandardCharsets.UTF_8));
    private static final RequestedBy BY_USER = RequestedBy.user(USER);

    private Samples() {}

    /** The ones whose JSON is approved: one of each kind, nothing left out. */
    private static final ServerEvent.WireGuard WIREGUARD = new ServerEvent.WireGuard(
            "kPzXxhwcDm0lN2DvzNGhuZY1bKUUMBuXvJQb3ZOGFiE=", 51820, 1420, List.of("1.1.1.1", "2606:4700:4700::1111"));

    static List<Message> full() {
        return List.of(
                new KeyCommand.CreateKey(KEY, USER, Protocol.OUTLINE, PLACE, NAME, BY_USER),
                new KeyCommand.AdoptKey(KEY, USER, SERVER, "7", RequestedBy.operator("ana")),
                new KeyCommand.RevokeKey(KEY, BY_USER),
                new KeyCommand.SuspendKey(KEY, SuspendReason.OPERATOR, RequestedBy.operator("ana")),
                new KeyCommand.ResumeKey(KEY, BY_USER),
                new KeyCommand.RenameKey(KEY, NAME, BY_USER),
                new KeyEvent.KeyRequested(KEY, USER, Protocol.OUTLINE, PLACE, SERVER, NAME),
                new KeyEvent.KeyCreated(KEY, USER, Protocol.OUTLINE, PLACE, SERVER, 8443, NAME),
                new KeyEvent.KeyRefused(KEY, USER, "CreateKey", Reason.KEY_LIMIT_REACHED),
                new KeyEvent.KeySuspended(KEY, USER, SuspendReason.QUOTA_REACHED),
                new KeyEvent.KeyResumed(KEY, USER, SERVER, 8443),
                new KeyEvent.KeyRenamed(KEY, USER, NAME),
                new KeyEvent.KeyRevoking(KEY, USER),
                new KeyEvent.KeyRevoked(KEY, USER),
                new ServerCommand.ChangeServerMode(SERVER, ServerMode.DRAINING, RequestedBy.system("migration-worker")),
                new ServerCommand.RemoveForeignKey(SERVER, "7", RequestedBy.operator("ana")),
                serverState(Protocol.WIREGUARD, WIREGUARD, Reason.MANAGED_BY_FILE),
                new AccountCommand.GrantAccess(USER, 2, 30, RequestedBy.system("bot-gateway")),
                new AccountEvent.AccessGranted(USER, 2, Instant.parse("2026-03-29T00:59:59Z")),
                deadLetter("nl-1", "e30="));
    }

    static List<Message> sparse() {
        return List.of(
                new KeyCommand.CreateKey(KEY, USER, null, null, null, BY_USER),
                new KeyCommand.RenameKey(KEY, null, BY_USER),
                new KeyEvent.KeyRequested(KEY, USER, Protocol.WIREGUARD, PLACE, SERVER, null),
                new KeyEvent.KeyCreated(KEY, USER, Protocol.WIREGUARD, PLACE, SERVER, 51820, null),
                new KeyEvent.KeyRefused(KEY, null, "RevokeKey", Reason.NO_SUCH_KEY),
                new KeyEvent.KeyRenamed(KEY, USER, null),
                serverState(Protocol.OUTLINE, null, null),
                new ServerEvent.ServerState(
                        SERVER, null, null, null, null, null, 0, false, null, null, null, Reason.NO_SUCH_SERVER),
                new AccountCommand.GrantAccess(USER, null, null, RequestedBy.system("bot-gateway")),
                new AccountEvent.AccessGranted(USER, 2, null),
                deadLetter(null, null));
    }

    static List<Message> all() {
        return Stream.concat(full().stream(), sparse().stream()).toList();
    }

    private static ServerEvent.ServerState serverState(
            Protocol protocol, ServerEvent.WireGuard wireGuard, Reason refusal) {
        return new ServerEvent.ServerState(
                SERVER,
                protocol,
                PLACE,
                new TreeMap<>(Map.of("en", "Netherlands", "es", "Países Bajos", "ru", "Нидерланды")),
                "🇳🇱",
                "nl-1.vpn.example",
                100,
                true,
                ServerMode.ACTIVE,
                ServerEvent.ManagedBy.FILE,
                wireGuard,
                refusal);
    }

    private static DeadLetter deadLetter(String key, String value) {
        return new DeadLetter(
                "key-provisioner-servers-in",
                "servers.commands.v1",
                3,
                41,
                DeadLetter.Kind.POISON,
                "The body is not a ChangeServerMode",
                new TreeMap<>(Map.of("ce_type", "dev.llavero.servers.ChangeServerMode.v1", "ce_specversion", "1.0")),
                key,
                value);
    }
}
