package dev.llavero.app.op;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "servers", description = "List the servers.")
final class ServersVerb implements Callable<Integer> {
    private final Views views;
    private final Answers answers;

    ServersVerb(Views views, Answers answers) {
        this.views = views;
        this.answers = answers;
    }

    @Command(name = "foreign", description = "List keys on the servers that are not ours.")
    int foreign() {
        var keys = views.foreignKeys();
        var table = new Table("SERVER", "KEY", "NAME", "PORT", "FIRST SEEN", "LAST SEEN");
        keys.forEach(key -> table.row(
                key.serverId(),
                printable(key.keyId()),
                printable(key.name()),
                key.port(),
                key.firstSeenAt(),
                key.lastSeenAt()));
        return answers.show(keys, table);
    }

    /** Somebody else named it. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public Integer call() {
        var servers = views.servers();
        var table = new Table("SERVER", "PLACE", "PROTOCOL", "HOST", "MODE", "KEYS", "CAPACITY", "ROOM", "MANAGED BY");
        servers.forEach(server -> table.row(
                server.serverId(),
                server.location(),
                server.protocol(),
                server.host(),
                server.mode(),
                server.keys(),
                server.capacity(),
                server.room(),
                server.managedBy()));
        return answers.show(servers, table);
    }
}
