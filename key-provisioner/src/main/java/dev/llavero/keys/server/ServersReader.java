package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ServersFile.Entry;
import dev.llavero.keys.server.ServersFile.Removed;
import dev.llavero.keys.server.ServersFile.Serving;
import dev.llavero.vpn.ServerAccess;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code servers}. */
final class ServersReader {
    private static final Set<String> KNOWN =
            Set.of("id", "location", "protocol", "host", "api-url", "api-url-file", "cert-sha256", "capacity", "state");
    private static final Map<String, Protocol> PROTOCOLS =
            Map.of("outline", Protocol.OUTLINE, "wireguard", Protocol.WIREGUARD);
    private static final Map<String, ServerMode> STATES = Map.of(
            "active", ServerMode.ACTIVE,
            "hidden", ServerMode.HIDDEN,
            "draining", ServerMode.DRAINING,
            "removed", ServerMode.REMOVED);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final int LARGEST_CAPACITY = 100_000;

    private final Set<String> locations;
    private final AccessReader accesses;
    private final Remarks remarks;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<URI, Integer> addresses = new HashMap<>();

    ServersReader(Set<String> locations, AccessReader accesses, Remarks remarks) {
        this.locations = locations;
        this.accesses = accesses;
        this.remarks = remarks;
    }

    List<Entry> read(List<Node> nodes) {
        return nodes.stream().map(this::read).flatMap(Optional::stream).toList();
    }

    private Optional<Entry> read(Node node) {
        return Fields.of(node, "", "a server: {id: …, location: …, …}", remarks)
                .flatMap(fields -> read(fields.only(KNOWN)));
    }

    private Optional<Entry> read(Fields fields) {
        var id = fields.required("id").flatMap(this::id);
        var state = fields.has("state")
                ? fields.text("state").flatMap(typed -> oneOf(typed, "state", STATES))
                : Optional.of(ServerMode.ACTIVE);
        return state.flatMap(mode -> switch (mode) {
            case ACTIVE, HIDDEN, DRAINING, DOWN -> serving(fields, id, mode);
            case REMOVED -> id.map(known -> new Removed(known, fields.line()));
        });
    }

    private Optional<Entry> serving(Fields fields, Optional<ServerId> id, ServerMode mode) {
        var location = fields.required("location").flatMap(this::location);
        var protocol = fields.required("protocol").flatMap(typed -> oneOf(typed, "protocol", PROTOCOLS));
        var host = fields.required("host").flatMap(this::host);
        var capacity = fields.required("capacity").flatMap(this::capacity);
        var access = accesses.read(fields, protocol.orElse(Protocol.OUTLINE))
                .filter(read -> isTheOnlyOne(read, fields.line()));
        var complete = id.isPresent()
                && location.isPresent()
                && protocol.isPresent()
                && host.isPresent()
                && capacity.isPresent()
                && access.isPresent();
        return complete
                ? Optional.of(new Serving(
                        id.get(),
                        fields.line(),
                        location.get(),
                        protocol.get(),
                        host.get(),
                        access.get(),
                        capacity.get(),
                        mode))
                : Optional.empty();
    }

    private Optional<ServerId> id(Fields.Typed typed) {
        var before = ids.putIfAbsent(typed.value(), typed.line());
        if (before != null) {
            return wrong(typed, "id", "the same id is on line " + before);
        }
        try {
            return Optional.of(new ServerId(typed.value()));
        } catch (IllegalArgumentException malformed) {
            return wrong(typed, "id", "should be 1-32 of a-z, 0-9 and '-', not starting with '-'");
        }
    }

    private Optional<LocationCode> location(Fields.Typed typed) {
        return locations.contains(typed.value())
                ? code(typed.value())
                : wrong(
                        typed,
                        "location",
                        Words.quote(typed.value()) + " is not among the locations"
                                + Words.suggestion(typed.value(), locations));
    }

    /** Empty without a word: a malformed code was remarked upon where the location is. */
    private static Optional<LocationCode> code(String typed) {
        try {
            return Optional.of(new LocationCode(typed));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<String> host(Fields.Typed typed) {
        var host = typed.value().toLowerCase(Locale.ROOT);
        if (HostName.isAddress(host)) {
            remarks.warning(
                    typed.line(),
                    "host",
                    "is an address: with a host name the server could move without its users noticing");
            return Optional.of(host);
        }
        return HostName.isName(host)
                ? Optional.of(host)
                : wrong(
                        typed,
                        "host",
                        "should be a host name alone, such as nl1.example.org: no https://, port or path");
    }

    private Optional<Integer> capacity(Fields.Typed typed) {
        var number = DIGITS.matcher(typed.value()).matches() ? Integer.parseInt(typed.value()) : 0;
        return number >= 1 && number <= LARGEST_CAPACITY
                ? Optional.of(number)
                : wrong(typed, "capacity", "should be a whole number of keys from 1 to 100000");
    }

    /** Two that work on one server would take away each other's keys. */
    private boolean isTheOnlyOne(ServerAccess access, int line) {
        var before = addresses.putIfAbsent(access.apiUrl(), line);
        if (before != null) {
            remarks.problem(line, "api-url", "the server on line " + before + " has the same address");
        }
        return before == null;
    }

    private <T> Optional<T> oneOf(Fields.Typed typed, String field, Map<String, T> known) {
        var names = known.keySet().stream().sorted().toList();
        return known.containsKey(typed.value())
                ? Optional.of(known.get(typed.value()))
                : wrong(
                        typed,
                        field,
                        Words.quote(typed.value()) + " is unknown" + Words.suggestion(typed.value(), names)
                                + " (known: " + String.join(", ", names) + ")");
    }

    private <T> Optional<T> wrong(Fields.Typed typed, String field, String message) {
        remarks.problem(typed.line(), field, message);
        return Optional.empty();
    }
}
