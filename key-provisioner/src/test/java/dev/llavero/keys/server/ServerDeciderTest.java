package dev.llavero.keys.server;

import static dev.llavero.contracts.ServerMode.ACTIVE;
import static dev.llavero.contracts.ServerMode.DOWN;
import static dev.llavero.contracts.ServerMode.DRAINING;
import static dev.llavero.contracts.ServerMode.HIDDEN;
import static dev.llavero.contracts.ServerMode.REMOVED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServerDeciderTest {
    private static final ServerId ID = new ServerId("nl-1");
    private static final RequestedBy OPERATOR = RequestedBy.operator("ana");
    private static final RequestedBy SYSTEM = RequestedBy.system("migration-worker");
    private static final RequestedBy USER = new RequestedBy(RequestedBy.Kind.USER, "somebody");

    static Stream<Arguments> whatTheFileLeavesToAnOperator() {
        return Stream.of(
                Arguments.of(ACTIVE, EnumSet.of(ACTIVE, HIDDEN, DRAINING, DOWN)),
                Arguments.of(HIDDEN, EnumSet.of(HIDDEN, DRAINING, DOWN)),
                Arguments.of(DRAINING, EnumSet.of(DRAINING, DOWN)),
                Arguments.of(REMOVED, EnumSet.of(REMOVED)));
    }

    @ParameterizedTest
    @MethodSource("whatTheFileLeavesToAnOperator")
    void theFileSaysHowFarInAServerMayBe(ServerMode fileSays, Set<ServerMode> allowed) {
        for (var now : ServerMode.values()) {
            assertEquals(allowed, allowed(fromFile(now, fileSays), OPERATOR), "now " + now);
            refusals(fromFile(now, fileSays), OPERATOR).forEach(reason -> assertEquals(Reason.MANAGED_BY_FILE, reason));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperatorMayDoAnythingToAServerOfCommands(ServerMode now) {
        assertEquals(EnumSet.allOf(ServerMode.class), allowed(fromCommand(now), OPERATOR));
    }

    @Test
    void theSystemDoesNotUndoWhatAnOperatorDid() {
        assertEquals(EnumSet.allOf(ServerMode.class), allowed(fromCommand(ACTIVE), SYSTEM));
        assertEquals(EnumSet.allOf(ServerMode.class), allowed(fromCommand(DOWN), SYSTEM));
        assertEquals(EnumSet.of(HIDDEN, DRAINING, DOWN, REMOVED), allowed(fromCommand(HIDDEN), SYSTEM));
        assertEquals(EnumSet.of(DRAINING, DOWN, REMOVED), allowed(fromCommand(DRAINING), SYSTEM));
        assertEquals(Set.of(Reason.NOT_NOW), refusals(fromCommand(DRAINING), SYSTEM));
    }

    @Test
    void aUserHasNoSayInServers() {
        assertEquals(Set.of(Reason.NOT_YOURS), refusals(fromCommand(ACTIVE), USER));
        assertEquals(Set.of(), allowed(fromFile(ACTIVE, ACTIVE), USER));
    }

    @Test
    void thereIsNoSuchServer() {
        assertEquals(Set.of(Reason.NO_SUCH_SERVER), refusals(null, OPERATOR));
    }

    private static Set<ServerMode> allowed(Server server, RequestedBy who) {
        return Stream.of(ServerMode.values())
                .filter(mode -> decide(server, mode, who).isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<Reason> refusals(Server server, RequestedBy who) {
        return Stream.of(ServerMode.values())
                .flatMap(mode -> decide(server, mode, who).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Reason> decide(Server server, ServerMode mode, RequestedBy who) {
        return ServerDecider.refusal(server, new ChangeServerMode(ID, mode, who));
    }

    private static Server fromFile(ServerMode now, ServerMode fileSays) {
        return server(now, ManagedBy.FILE, fileSays);
    }

    private static Server fromCommand(ServerMode now) {
        return server(now, ManagedBy.COMMAND, null);
    }

    private static Server server(ServerMode now, ManagedBy managedBy, ServerMode fileSays) {
        return new Server(
                ID,
                new LocationCode("nl"),
                Protocol.OUTLINE,
                "nl1.example.org",
                10,
                0,
                now,
                managedBy,
                fileSays,
                null,
                1);
    }
}
