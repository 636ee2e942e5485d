package dev.llavero.keys.key;

import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.keys.server.ForeignKey;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides a batch of commands in order, in memory, and collects what has to be saved. */
final class KeyBatch {
    private final Map<UserId, Allowance> allowances;
    private final Map<KeyId, KeyRow> rows;
    private final Fleet fleet;
    private final Instant now;

    private final List<KeyRow> made = new ArrayList<>();
    private final List<Envelope<KeyEvent>> events = new ArrayList<>();
    private final Set<KeyId> wantedPresent = new LinkedHashSet<>();
    private final Set<KeyId> wantedAbsent = new LinkedHashSet<>();
    private final List<Adoptions.Begun> adoptions = new ArrayList<>();

    KeyBatch(Map<UserId, Allowance> allowances, Map<KeyId, KeyRow> rows, Fleet fleet, Instant now) {
        this.allowances = allowances;
        this.rows = rows;
        this.fleet = fleet;
        this.now = now;
    }

    void decide(Envelope<KeyCommand> command) {
        var row = rows.get(command.message().keyId());
        var before = row == null ? null : row.key();
        var allowance =
                KeyCommands.wanting(command.message()).map(allowances::get).orElse(null);
        var decision = KeyDecider.decide(before, command.message(), allowance, fleet);
        record(before, row, decision, Cause.of(command));
        if (decision.wish() == Decision.Wish.ADOPTED && command.message() instanceof AdoptKey adopt) {
            adoptions.add(new Adoptions.Begun(adopt.keyId(), new ForeignKey(adopt.serverId(), adopt.foreignId())));
        }
    }

    private void record(Key before, KeyRow row, Decision decision, Cause cause) {
        var earlier = row == null ? cause : row.cause();
        var after = row;
        if (decision.after() != null && row == null) {
            after = KeyRow.of(decision.after(), cause, now);
            made.add(after);
            rows.put(after.keyId(), after);
        } else if (row != null && !decision.after().equals(before)) {
            after.become(decision.after(), now);
        }
        if (workGoesOn(before, decision)) {
            after.worksOn(cause);
        }
        count(before, decision.after());
        wish(decision);
        tell(after, decision, cause, earlier);
    }

    /** Whether what the servers will be seen to hold answers this command. */
    private static boolean workGoesOn(Key before, Decision decision) {
        return switch (decision.wish()) {
            case PRESENT, ABSENT -> before != null;
            case UNCHANGED, ADOPTED -> false;
        };
    }

    private void count(Key before, Key after) {
        var change = living(after) - living(before);
        if (change != 0) {
            allowances.computeIfPresent(after.owner(), (user, allowance) -> allowance.changedBy(change));
        }
    }

    private static int living(Key key) {
        return key != null && key.state().living() ? 1 : 0;
    }

    private void wish(Decision decision) {
        switch (decision.wish()) {
            case PRESENT -> {
                wantedAbsent.remove(decision.after().id());
                wantedPresent.add(decision.after().id());
            }
            case ABSENT -> {
                // A key asked for and withdrawn in one batch still passes through its row: its room is given back
                // there.
                wantedAbsent.add(decision.after().id());
            }
            case UNCHANGED, ADOPTED -> {}
        }
    }

    private void tell(KeyRow row, Decision decision, Cause cause, Cause earlier) {
        for (var told : decision.told()) {
            var goesBackTo =
                    switch (told.to()) {
                        case THIS -> cause;
                        case THE_EARLIER_COMMAND -> earlier;
                        case NOBODY -> Cause.none();
                    };
            var version = row == null ? 0 : row.nextVersion();
            events.add(goesBackTo.envelope(Ids.next(), told.event(), version, now));
        }
    }

    List<KeyRow> made() {
        return made;
    }

    List<Envelope<KeyEvent>> events() {
        return events;
    }

    /** New keys that a server is to hold: each needs a credential first. */
    List<Key> needCredential() {
        return made.stream()
                .map(KeyRow::key)
                .filter(key -> wantedPresent.contains(key.id()))
                .toList();
    }

    List<Placements.Wish> wantedPresent() {
        return wantedPresent.stream()
                .map(id -> new Placements.Wish(id, rows.get(id).key().server()))
                .toList();
    }

    List<Adoptions.Begun> adoptions() {
        return adoptions;
    }

    Set<KeyId> wantedAbsent() {
        return wantedAbsent;
    }

    Fleet fleet() {
        return fleet;
    }
}
