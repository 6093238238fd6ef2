package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Map;

/** An OpenAPI v3 document of the API server, read for descriptions. */
record OpenApi(Json document) {
    Json schemaOf(ResourceType type) throws UsageException {
        return document.at("components.schemas").members().values().stream()
                .filter(schema -> schema.get("x-kubernetes-group-version-kind").items().stream()
                        .anyMatch(kind -> kind.get("kind").is(type.kind())
                                && kind.get("group").text().equals(type.group())
                                && kind.get("version").is(type.version())))
                .findFirst()
                .orElseThrow(() -> new UsageException("couldn't find resource for \"%s\"".formatted(type)));
    }

    /** The fields of an object, or of a list's or map's elements. */
    Map<String, Json> properties(Json schema) {
        return resolved(element(schema)).get("properties").members();
    }

    List<String> required(Json schema) {
        return resolved(element(schema)).get("required").texts();
    }

    /** What stands at the field itself, and what its type says. */
    String description(Json schema) {
        String own = schema.get("description").text();
        String inner = resolved(element(schema)).get("description").text();
        return own.isEmpty() || own.equals(inner) || inner.isEmpty() ? ownDescription(schema) : own + "\n" + inner;
    }

    /** What stands at the field itself, else what its type says. */
    String ownDescription(Json schema) {
        String own = schema.get("description").text();
        return own.isEmpty() ? resolved(element(schema)).get("description").text("<no description>") : own;
    }

    /** {@code string}, {@code PodSpec}, {@code []Container}, {@code map[string]string}. */
    String typeName(Json schema) {
        String reference = reference(schema);
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('.') + 1);
        }
        return switch (schema.get("type").text("Object")) {
            case "array" -> "[]" + typeName(schema.get("items"));
            case "object" ->
                schema.get("additionalProperties").isPresent()
                        ? "map[string]" + typeName(schema.get("additionalProperties"))
                        : "Object";
            default -> schema.get("type").text("Object");
        };
    }

    /** The type whose fields {@link #properties} gives; one without a name is told apart by its fields. */
    String elementName(Json schema) {
        Json element = element(schema);
        String reference = reference(element);
        return reference.isEmpty()
                ? element.get("properties").members().keySet().toString()
                : reference;
    }

    private Json element(Json schema) {
        if (schema.get("items").isPresent()) {
            return element(schema.get("items"));
        }
        Json values = schema.get("additionalProperties");
        return values.raw() instanceof Map ? element(values) : schema;
    }

    private Json resolved(Json schema) {
        String reference = reference(schema);
        return reference.isEmpty()
                ? schema
                : document.at("components.schemas").get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static String reference(Json schema) {
        String direct = schema.get("$ref").text();
        return direct.isEmpty()
                ? schema.get("allOf").items().stream()
                        .findFirst()
                        .map(first -> first.get("$ref").text())
                        .orElse("")
                : direct;
    }
}
