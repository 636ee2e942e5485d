package dev.llavero.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the records say of themselves, as JSON Schema without words: {@code asyncapi.yaml} adds the words. */
final class RecordSchemas {
    private static final ObjectMapper JSON = Json.mapper();

    private final Map<String, JsonNode> schemas = new TreeMap<>();

    private RecordSchemas() {}

    /** By name: one for each kind of message, and one for each type that they are made of. */
    static Map<String, JsonNode> all() {
        var all = new RecordSchemas();
        Samples.full().forEach(sample -> all.schemas.put(nameOf(sample.getClass()), all.of(sample)));
        return all.schemas;
    }

    static ObjectNode reference(Class<?> type) {
        return node().put("$ref", "#/components/schemas/" + nameOf(type));
    }

    /** A kind of kind belongs to its record: {@code DeadLetterKind}. One in a family stands for itself. */
    private static String nameOf(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer != null && outer.isRecord() ? outer.getSimpleName() + type.getSimpleName() : type.getSimpleName();
    }

    private ObjectNode of(Message sample) {
        var schema = ofRecord(sample.getClass());
        schema.withArray("required").removeIf(name -> isLeftOutOfSome(sample.getClass(), name.textValue()));
        return schema;
    }

    private static boolean isLeftOutOfSome(Class<?> kind, String field) {
        return Samples.all().stream().filter(kind::isInstance).anyMatch(sample -> !JSON.valueToTree(sample)
                .has(field));
    }

    private ObjectNode ofRecord(Class<?> type) {
        var schema = node().put("type", "object");
        for (var component : type.getRecordComponents()) {
            schema.withArray("required").add(component.getName());
            schema.withObject("properties").set(component.getName(), ofComponent(component));
        }
        return schema;
    }

    private ObjectNode ofComponent(RecordComponent component) {
        var type = component.getType();
        if (type == String.class) {
            return node().put("type", "string");
        } else if (type == boolean.class) {
            return node().put("type", "boolean");
        } else if (type == int.class || type == Integer.class) {
            return node().put("type", "integer").put("format", "int32");
        } else if (type == Instant.class) {
            return node().put("type", "string").put("format", "date-time");
        } else if (type == long.class) {
            return node().put("type", "integer").put("format", "int64");
        } else if (component
                .getGenericType()
                .getTypeName()
                .equals("java.util.Map<java.lang.String, java.lang.String>")) {
            var schema = node().put("type", "object");
            schema.withObject("additionalProperties").put("type", "string");
            return schema;
        } else if (component.getGenericType().getTypeName().equals("java.util.List<java.lang.String>")) {
            var schema = node().put("type", "array");
            schema.withObject("items").put("type", "string");
            return schema;
        } else if (type.isEnum()) {
            schemas.computeIfAbsent(nameOf(type), name -> ofEnum(type));
        } else if (type.isRecord()) {
            if (!schemas.containsKey(nameOf(type))) {
                schemas.put(nameOf(type), isOneValue(type) ? ofValue(type) : ofRecord(type));
            }
        } else {
            throw new AssertionError("Say here what the schema of a " + type + " is, for " + component);
        }
        return reference(type);
    }

    private static ObjectNode ofEnum(Class<?> type) {
        var schema = node().put("type", "string");
        for (var constant : type.getEnumConstants()) {
            if (!isOnlyRead((Enum<?>) constant)) {
                schema.withArray("enum").add(JSON.<JsonNode>valueToTree(constant));
            }
        }
        return schema;
    }

    private static boolean isOnlyRead(Enum<?> constant) {
        try {
            return constant.getDeclaringClass()
                    .getField(constant.name())
                    .isAnnotationPresent(JsonEnumDefaultValue.class);
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean isOneValue(Class<?> type) {
        return type.getRecordComponents().length == 1;
    }

    private static ObjectNode ofValue(Class<?> type) {
        var schema = node().put("type", "string");
        if (type.getRecordComponents()[0].getType() == UUID.class) {
            return schema.put("format", "uuid");
        }
        return schema.put("pattern", type == Sealed.class ? "^[A-Za-z0-9_-]+$" : "^" + formOf(type) + "$");
    }

    private static Pattern formOf(Class<?> type) {
        try {
            var form = type.getDeclaredField("FORM");
            form.setAccessible(true);
            return (Pattern) form.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Say here what the form of a " + type + " is", e);
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
