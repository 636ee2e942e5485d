package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code locations}. */
final class LocationsReader {
    private static final Set<String> KNOWN = Set.of("code", "flag", "names");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_FLAG = 16;

    private final Remarks remarks;
    private final Map<String, Integer> lines = new HashMap<>();

    LocationsReader(Remarks remarks) {
        this.remarks = remarks;
    }

    List<Location> read(List<Node> nodes) {
        return nodes.stream().map(this::read).flatMap(Optional::stream).toList();
    }

    /** Every code that was typed, even where the rest of its location is wrong. */
    Set<String> codes() {
        return lines.keySet();
    }

    private Optional<Location> read(Node node) {
        return Fields.of(node, "", "a location: {code: …, names: …}", remarks)
                .flatMap(fields -> read(fields.only(KNOWN)));
    }

    private Optional<Location> read(Fields fields) {
        var code = fields.required("code").flatMap(this::code);
        var flag = fields.text("flag").map(typed -> shown(typed, "flag", LONGEST_FLAG));
        var names = fields.requiredFields("names", "names by language: {en: …}").map(this::names);
        return code.isEmpty() || names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Location(code.get(), flag.orElse(""), names.get()));
    }

    private Optional<LocationCode> code(Fields.Typed typed) {
        var before = lines.putIfAbsent(typed.value(), typed.line());
        if (before != null) {
            remarks.problem(typed.line(), "code", "the same code is on line " + before);
            return Optional.empty();
        }
        try {
            return Optional.of(new LocationCode(typed.value()));
        } catch (IllegalArgumentException malformed) {
            remarks.problem(typed.line(), "code", "should be 1-12 of a-z, 0-9 and '-', not starting with '-'");
            return Optional.empty();
        }
    }

    private Map<String, String> names(Fields fields) {
        var names = new TreeMap<String, String>();
        fields.required("en");
        for (var language : fields.names()) {
            if (LANGUAGE.matcher(language).matches()) {
                fields.text(language)
                        .map(typed -> shown(typed, "names." + language, LONGEST_NAME))
                        .ifPresent(name -> names.put(language, name));
            } else {
                remarks.problem(
                        fields.line(),
                        "names",
                        Words.quote(language) + " is not a language code such as 'es' or 'pt-BR'");
            }
        }
        return names;
    }

    private String shown(Fields.Typed typed, String field, int longest) {
        if (Characters.areMarkup(typed.value())) {
            remarks.problem(typed.line(), field, "should not have '<' or '>'");
        }
        if (typed.value().codePointCount(0, typed.value().length()) > longest) {
            remarks.problem(typed.line(), field, "is longer than " + longest + " characters");
        }
        return typed.value();
    }
}
