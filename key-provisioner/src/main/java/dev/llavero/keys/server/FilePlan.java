package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ServersFile.Entry;
import dev.llavero.keys.server.ServersFile.Removed;
import dev.llavero.keys.server.ServersFile.Serving;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a servers file changes. The file's word on a server's mode counts when it changes; in between, a command's stands.
 */
final class FilePlan {
    private final Map<LocationCode, Location> knownPlaces;
    private final Map<ServerId, Server> known = new LinkedHashMap<>();
    private final List<Location> places = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final Set<ServerId> told = new LinkedHashSet<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Remark> problems = new ArrayList<>();

    private FilePlan(Collection<Server> known, Map<LocationCode, Location> knownPlaces) {
        known.forEach(server -> this.known.put(server.id(), server));
        this.knownPlaces = knownPlaces;
    }

    static FilePlan of(ServersFile file, Collection<Server> known, Map<LocationCode, Location> knownPlaces) {
        var plan = new FilePlan(known, knownPlaces);
        file.locations().forEach(plan::plan);
        file.servers().forEach(plan::plan);
        plan.planMissing(file.servers());
        return plan;
    }

    /** New and changed ones, to be saved before the servers. */
    List<Location> places() {
        return places;
    }

    /** New and changed ones. */
    List<Server> servers() {
        return servers;
    }

    /** Those whose state is news: changed ones, and all in a changed place. */
    Set<ServerId> told() {
        return told;
    }

    /** One line each, for the log. */
    List<String> changes() {
        return changes;
    }

    List<String> warnings() {
        return warnings;
    }

    /** What the file cannot know: if there are any, nothing is to be done. */
    List<Remark> problems() {
        return problems;
    }

    static String word(ServerMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private void plan(Location place) {
        var before = knownPlaces.get(place.code());
        if (place.equals(before)) {
            return;
        }
        places.add(place);
        changes.add("Place %s: %s %s".formatted(place.code(), before == null ? "new," : "now", place));
        known.values().stream()
                .filter(server -> server.location().equals(place.code()))
                .forEach(server -> told.add(server.id()));
    }

    private void plan(Entry entry) {
        var before = known.get(entry.id());
        if (before != null && before.managedBy() == ManagedBy.COMMAND) {
            problems.add(new Remark(
                    entry.line(), "id", "'%s' is managed by commands: give this one another id".formatted(entry.id())));
            return;
        }
        switch (entry) {
            case Serving serving -> plan(before, serving);
            case Removed removed -> planRemoved(before);
        }
    }

    private void plan(Server before, Serving entry) {
        if (before == null) {
            add(entry);
        } else if (before.protocol() != entry.protocol()) {
            problems.add(new Remark(
                    entry.line(), "protocol", "of '%s' cannot change: give it another id".formatted(entry.id())));
        } else {
            change(before, entry);
        }
    }

    private void add(Serving entry) {
        changed(new Server(
                entry.id(),
                entry.location(),
                entry.protocol(),
                entry.host(),
                entry.capacity(),
                0,
                entry.mode(),
                ManagedBy.FILE,
                entry.mode(),
                null,
                0));
        changes.add("Server %s: new, %s at %s in %s for %d keys, %s"
                .formatted(
                        entry.id(),
                        entry.protocol().name().toLowerCase(Locale.ROOT),
                        entry.host(),
                        entry.location(),
                        entry.capacity(),
                        word(entry.mode())));
    }

    private void change(Server before, Serving entry) {
        var after = as(before.at(entry.location(), entry.host(), entry.capacity()), entry.mode());
        if (after.mode() != entry.mode()) {
            warnings.add("Server %s stays %s, as was commanded; the file says %s"
                    .formatted(before.id(), word(after.mode()), word(entry.mode())));
        }
        if (!after.equals(before)) {
            changed(after);
            changes.add("Server %s: %s".formatted(before.id(), difference(before, after)));
        }
    }

    private void planRemoved(Server before) {
        if (before == null || before.fileSays() == ServerMode.REMOVED) {
            return;
        }
        changed(as(before, ServerMode.REMOVED));
        changes.add("Server %s: removed".formatted(before.id()));
        if (before.reserved() > 0) {
            warnings.add("Server %s is removed with %d keys on it".formatted(before.id(), before.reserved()));
        }
    }

    private static Server as(Server server, ServerMode said) {
        return server.fileSays() == said ? server : server.saidByFile(said).in(said);
    }

    /** A line lost by mistake must not end anybody's key. */
    private void planMissing(List<Entry> entries) {
        var there = new HashSet<ServerId>();
        entries.forEach(entry -> there.add(entry.id()));
        known.values().stream()
                .filter(server -> server.managedBy() == ManagedBy.FILE && !there.contains(server.id()))
                .filter(server -> server.fileSays() == ServerMode.ACTIVE)
                .forEach(this::hide);
    }

    private void hide(Server missing) {
        var hidden = missing.mode() == ServerMode.ACTIVE ? missing.in(ServerMode.HIDDEN) : missing;
        changed(hidden.saidByFile(ServerMode.HIDDEN));
        warnings.add("Server %s is no longer in the file: it is %s now. To take it out, write 'state: removed'"
                .formatted(missing.id(), word(hidden.mode())));
    }

    private void changed(Server after) {
        servers.add(after);
        told.add(after.id());
    }

    private static String difference(Server before, Server after) {
        var words = new ArrayList<String>();
        compare(words, "location", before.location(), after.location());
        compare(words, "host", before.host(), after.host());
        compare(words, "capacity", before.capacity(), after.capacity());
        compare(words, "state", word(before.mode()), word(after.mode()));
        return words.isEmpty() ? "stays " + word(after.mode()) : String.join(", ", words);
    }

    private static void compare(List<String> words, String field, Object before, Object after) {
        if (!before.equals(after)) {
            words.add("%s %s → %s".formatted(field, before, after));
        }
    }
}
