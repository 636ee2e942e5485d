package dev.llavero.app.op;

import dev.llavero.contracts.ServerMode;
import java.util.List;
import java.util.stream.Stream;

/** Does the database answer, and is there a server that can take a key? */
final class ServersExam {
    private final Views views;

    ServersExam(Views views) {
        this.views = views;
    }

    List<Finding> findings() {
        try {
            var servers = views.servers();
            var roomy = servers.stream().anyMatch(ServerLine::room);
            return Stream.of(
                            Stream.of(Finding.well("database", "answers")),
                            servers.stream().map(ServersExam::finding),
                            Stream.of(
                                    roomy
                                            ? Finding.well("room", "for one more key")
                                            : Finding.wrong(
                                                    "room",
                                                    servers.isEmpty()
                                                            ? "there is no server yet"
                                                            : "no server can take one more key",
                                                    "add a server, or raise a capacity, in servers.yaml")))
                    .flatMap(found -> found)
                    .toList();
        } catch (Unavailable down) {
            return List.of(Finding.wrong(
                    "database",
                    down.getMessage(),
                    "is Postgres running, has migrate ended well, is the password right?"));
        }
    }

    private static Finding finding(ServerLine server) {
        var part = "server " + server.serverId();
        var load = "%d of %d keys".formatted(server.keys(), server.capacity());
        return server.mode() == ServerMode.DOWN
                ? Finding.wrong(part, "down, " + load, "does its management answer from here? op servers says more")
                : Finding.well(part, load);
    }
}
