package dev.llavero.testkit.invariant;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks everything that is on a system at rest. To be asked after every fault; what tests put in by their own hand is
 * known from {@link Witness#tampering}.
 */
public final class Invariants {
    private static final int MOST_TOLD = 20;

    private static final Map<String, Invariant> ALL = all();

    private Invariants() {}

    private static Map<String, Invariant> all() {
        var all = new LinkedHashMap<String, Invariant>();
        all.put("1 every confirmed update is taken in, and no other", new UpdatesTakenIn());
        all.put("1 whatever asks for a change has its command in the log", new CommandsAreInTheLog());
        all.put("2 at most one key per command", new OneKeyPerCommand());
        all.put("2 at most one outcome per command", new OneOutcomePerCommand());
        all.put("3 servers hold what they should", new ServersHoldWhatTheyShould());
        all.put("4 no two keys share a secret or an address", new NothingShared());
        all.put("8 every update is answered", new UpdatesAnswered());
        all.put("8 nothing is told twice", new ToldOnce());
        all.put("8 answers come in the order of the final events", new AnswersInOrder());
        all.put("9 the dead letters are the poison", new DeadLettersAreThePoison());
        all.put("10 a rebuilt read model is the live one", new RebuiltIsLive());
        all.put("11 versions go up by one, in order", new VersionsInOrder());
        all.put("12 nothing secret is outside", new SecretsStayInside());
        return Collections.unmodifiableMap(all);
    }

    /** @throws AssertionError naming everything that is broken */
    public static void demand(Witness witness) {
        var broken = broken(witness);
        if (!broken.isEmpty()) {
            throw new AssertionError(broken.stream().map(Broken::toString).collect(joining(System.lineSeparator())));
        }
    }

    /** Everything that is broken, in the order of the invariants' numbers; empty when all is well. */
    public static List<Broken> broken(Witness witness) {
        var evidence = Evidence.of(witness);
        return ALL.entrySet().stream()
                .flatMap(one -> one.getValue()
                        .broken(evidence)
                        .limit(MOST_TOLD)
                        .map(sentence -> new Broken(one.getKey(), sentence)))
                .toList();
    }
}
