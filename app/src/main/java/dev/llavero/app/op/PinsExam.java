package dev.llavero.app.op;

import dev.llavero.keys.server.ServersFile;
import dev.llavero.keys.server.ServersFile.Serving;
import dev.llavero.keys.server.ServersFileReader;
import dev.llavero.vpn.Fault;
import dev.llavero.vpn.Outcome;
import dev.llavero.vpn.Outcome.Done;
import dev.llavero.vpn.Outcome.Down;
import dev.llavero.vpn.Outcome.Refused;
import dev.llavero.vpn.ServerFacts;
import dev.llavero.vpn.VpnServers;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Does each server of the servers file answer from here, with the certificate that the file knows it by? */
final class PinsExam {
    private static final int AT_ONCE = 8;

    private final Map<String, String> environment;

    PinsExam(Map<String, String> environment) {
        this.environment = environment;
    }

    List<Finding> findings() {
        var name = environment.getOrDefault("SERVERS_FILE", "");
        if (name.isBlank()) {
            return List.of();
        }
        var file = Path.of(name).toAbsolutePath();
        var read = ServersFileReader.read(file, Boolean.parseBoolean(environment.get("ALLOW_PRIVATE_SERVERS")));
        return read.file() == null
                ? read.problems().stream()
                        .map(problem -> Finding.wrong(
                                "servers file",
                                problem.in(file.getFileName().toString()),
                                "until then all goes on with what it said before: docs/servers.md"))
                        .toList()
                : asked(read.file());
    }

    private static List<Finding> asked(ServersFile file) {
        var vertx = Vertx.vertx();
        var servers = new VpnServers(vertx);
        try {
            return Multi.createFrom()
                    .iterable(file.servers().stream()
                            .flatMap(entry -> entry instanceof Serving serving ? Stream.of(serving) : Stream.of())
                            .toList())
                    .onItem()
                    .transformToUni(server -> servers.at(server.access())
                            .probe()
                            .map(outcome -> finding("management " + server.id(), outcome)))
                    .merge(AT_ONCE)
                    .collect()
                    .asList()
                    .await()
                    .indefinitely()
                    .stream()
                    .sorted(Comparator.comparing(Finding::part))
                    .toList();
        } finally {
            vertx.close();
        }
    }

    static Finding finding(String part, Outcome<ServerFacts> outcome) {
        return switch (outcome) {
            case Done<ServerFacts> _ -> Finding.well(part, "answers with the pinned certificate");
            case Down<ServerFacts>(var fault, var detail) -> Finding.wrong(part, detail, remedy(fault));
            case Refused<ServerFacts>(var _, var detail) -> Finding.wrong(part, detail, "see docs/servers.md");
        };
    }

    private static String remedy(Fault fault) {
        return switch (fault) {
            case CONNECT, TIMEOUT -> "does the server run, and does its firewall let this machine in?";
            case CERTIFICATE ->
                "compare cert-sha256 with certSha256 in access.txt on that server; if it is another there, write that one";
            case BAD_ANSWER, REDIRECT -> "compare api-url with apiUrl in access.txt on that server";
            case RATE_LIMITED, SERVER_ERROR -> "look at the logs on that server";
            case NO_ACCESS -> "name it in SERVERS_FILE";
        };
    }
}
