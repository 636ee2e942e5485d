package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The views, folded anew from the log, row by row in order. */
final class RebuiltIsLive implements Invariant {
    private static final String KEYS = """
            select key_id, user_id, protocol, location, server_id, port, state, suspended, name, version,
                   to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                   to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
              from views.key_view order by key_id
            """;

    private static final String SERVERS = """
            select server_id, protocol, location, flag, host, capacity, case when room then 'true' else 'false' end,
                   mode, managed_by, version
              from views.server_view order by server_id
            """;

    @Override
    public Stream<String> broken(Evidence evidence) {
        return Stream.concat(
                difference("key_view", Fold.keys(evidence.once(Topic.KEYS_EVENTS)), evidence.rows(KEYS)),
                difference("server_view", Fold.servers(evidence.once(Topic.SERVERS_STATE)), evidence.rows(SERVERS)));
    }

    private static Stream<String> difference(String view, List<List<String>> rebuilt, List<List<String>> live) {
        var onlyRebuilt = dump(rebuilt);
        onlyRebuilt.removeAll(dump(live));
        var onlyLive = dump(live);
        onlyLive.removeAll(dump(rebuilt));
        return Stream.concat(
                onlyRebuilt.stream().map(row -> view + " lacks what the log says: " + row),
                onlyLive.stream().map(row -> view + " has what the log does not say: " + row));
    }

    private static TreeSet<String> dump(List<List<String>> rows) {
        return new TreeSet<>(rows.stream().map(List::toString).toList());
    }
}
