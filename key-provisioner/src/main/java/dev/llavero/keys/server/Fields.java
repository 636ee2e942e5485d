package dev.llavero.keys.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of one mapping. Whatever is not as it should be is remarked upon, and then absent. */
final class Fields {
    /** A text as typed: {@code no} is Norway, {@code 0123} keeps its zero. */
    record Typed(String value, int line) {}

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final int line;
    private final String prefix;
    private final Remarks remarks;

    private Fields(MappingNode node, int line, String prefix, Remarks remarks) {
        this.line = line;
        this.prefix = prefix;
        this.remarks = remarks;
        node.getValue().forEach(field -> add(field.getKeyNode(), field.getValueNode()));
    }

    /** @param what it should be, for the remark if it is no mapping */
    static Optional<Fields> of(Node node, String prefix, String what, Remarks remarks) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Fields(mapping, lineOf(node), prefix, remarks));
        }
        remarks.problem(lineOf(node), prefix, "should be " + what);
        return Optional.empty();
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    int line() {
        return line;
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    Fields only(Set<String> known) {
        values.forEach((field, value) -> {
            if (!known.contains(field)) {
                remarks.problem(
                        lineOf(value), prefix, "unknown field " + Words.quote(field) + Words.suggestion(field, known));
            }
        });
        return this;
    }

    Optional<Typed> required(String field) {
        return missing(field) ? Optional.empty() : text(field);
    }

    /** Empty too if it is not there. */
    Optional<Typed> text(String field) {
        var node = values.get(field);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            return wrong(field, node, "should be a text");
        }
        var typed = scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue().strip();
        if (typed.isEmpty()) {
            return wrong(field, node, "is empty");
        }
        return Characters.areControls(typed)
                ? wrong(field, node, "has a line break or a control character")
                : Optional.of(new Typed(typed, lineOf(node)));
    }

    List<Node> requiredList(String field) {
        if (missing(field)) {
            return List.of();
        }
        var node = values.get(field);
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        wrong(field, node, "should be a list");
        return List.of();
    }

    Optional<Fields> requiredFields(String field, String what) {
        return missing(field) ? Optional.empty() : of(values.get(field), name(field), what, remarks);
    }

    private boolean missing(String field) {
        if (!has(field)) {
            remarks.problem(line, name(field), "is missing");
        }
        return !has(field);
    }

    private <T> Optional<T> wrong(String field, Node node, String message) {
        remarks.problem(lineOf(node), name(field), message);
        return Optional.empty();
    }

    private void add(Node key, Node value) {
        if (!(key instanceof ScalarNode scalar)) {
            remarks.problem(lineOf(key), prefix, "a field's name should be a text");
        } else if (values.putIfAbsent(scalar.getValue(), value) != null) {
            remarks.problem(lineOf(key), prefix, "field " + Words.quote(scalar.getValue()) + " is there twice");
        }
    }

    private String name(String field) {
        return prefix.isEmpty() ? field : prefix + "." + field;
    }
}
