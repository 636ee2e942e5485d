package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import java.io.StringReader;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Writes another server into the text of a servers file and leaves all else in it as it is, comments too. */
public final class ServersFileText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}");

    private ServersFileText() {}

    /**
     * @param host of letters, digits, {@code . : _ -}: it needs no quotes inside of quotes
     * @param accessFile its name, beside the servers file
     */
    public record NewServer(
            ServerId id, LocationCode location, Protocol protocol, String host, String accessFile, int capacity) {
        public NewServer {
            if (!PLAIN.matcher(host).matches() || !PLAIN.matcher(accessFile).matches()) {
                throw new IllegalArgumentException("a host is a name such as nl1.example.org, or an address");
            }
        }
    }

    /** @throws IllegalArgumentException in words for the operator, if there is no one place where it belongs */
    public static String with(NewServer server, String text) {
        var servers = servers(text);
        if (servers.getFlowStyle() == FlowStyle.FLOW) {
            if (!servers.getValue().isEmpty()) {
                throw new IllegalArgumentException(
                        "'servers' is written in one line: give each server lines of its own");
            }
            return text.substring(0, index(text, servers.getStartMark().getIndex()))
                    + "\n"
                    + block(server, 2)
                    + text.substring(index(text, servers.getEndMark().getIndex()))
                            .stripLeading();
        }
        return (text.endsWith("\n") ? text : text + "\n")
                + "\n"
                + block(server, servers.getStartMark().getColumn());
    }

    private static SequenceNode servers(String text) {
        if (!(tree(text) instanceof MappingNode root)
                || root.getValue().isEmpty()
                || !(root.getValue().getLast() instanceof NodeTuple last)
                || !(last.getKeyNode() instanceof ScalarNode name)
                || !name.getValue().equals("servers")
                || !(last.getValueNode() instanceof SequenceNode servers)) {
            throw new IllegalArgumentException("the list 'servers' has to be the last thing in the file");
        }
        return servers;
    }

    private static Object tree(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException malformed) {
            // Without a cause: the parser repeats what it stumbled over, and that may be an address.
            throw new IllegalArgumentException("is not YAML as it stands");
        }
    }

    /** Marks count characters, flags take two places in a string. */
    private static int index(String text, int character) {
        return text.offsetByCodePoints(0, character);
    }

    private static String block(NewServer server, int indent) {
        return """
                - id: %s
                  location: "%s"
                  protocol: %s
                  host: "%s"
                  api-url-file: "%s"
                  capacity: %d
                """.formatted(
                        server.id().value(),
                        server.location().value(),
                        server.protocol().name().toLowerCase(Locale.ROOT),
                        server.host(),
                        server.accessFile(),
                        server.capacity())
                .indent(indent);
    }
}
