package dev.llavero.platform.observe;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.role.Roles;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The gauges of every role; as workers they run only where the role is played. */
@ApplicationScoped
class GaugeWorkers implements WorkerSource {
    private static final Pattern CHANNEL_TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\.([a-z0-9-]+-in)\\.topic");

    @Inject
    PlainTransactions transactions;

    @Inject
    Broker broker;

    @Inject
    Gauges gauges;

    @Inject
    @Any
    Instance<DueRows> due;

    @Inject
    Config config;

    @Inject
    Roles roles;

    @Inject
    Observed observed;

    @Override
    public Stream<Worker> workers() {
        roles.active().forEach(role -> channels(role).keySet().forEach(observed::begins));
        return Arrays.stream(Role.values())
                .flatMap(role -> Stream.of(
                        new Backlog(role, dueRows(role), transactions.autocommit(), gauges),
                        new Lag(role, channels(role), transactions.autocommit(), broker, gauges)));
    }

    private List<DueRows> dueRows(Role role) {
        return due.stream().filter(rows -> rows.role() == role).toList();
    }

    private Map<String, Topic> channels(Role role) {
        var channels = new TreeMap<String, Topic>();
        for (var property : config.getPropertyNames()) {
            var matcher = CHANNEL_TOPIC.matcher(property);
            if (matcher.matches() && matcher.group(1).startsWith(role.title() + "-")) {
                Lag.titled(config.getValue(property, String.class))
                        .forEach(topic -> channels.put(matcher.group(1), topic));
            }
        }
        return channels;
    }
}
