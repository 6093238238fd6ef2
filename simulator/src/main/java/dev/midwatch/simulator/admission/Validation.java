package dev.midwatch.simulator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.ApiError.Cause;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses objects the real server would refuse, in its words. */
public final class Validation {
    private static final String NAME_RULE =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private Validation() {}

    public static void create(ResourceType type, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        name(type, object, causes);
        common(type, object, causes);
        refuse(type, object, causes);
    }

    public static void update(ResourceType type, ObjectNode before, ObjectNode after) {
        List<Cause> causes = new ArrayList<>();
        common(type, after, causes);
        Immutable.check(type, before, after, causes);
        refuse(type, after, causes);
    }

    private static void refuse(ResourceType type, ObjectNode object, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(type.group(), type.kind(), Meta.name(object), causes);
        }
    }

    static Cause required(String field, String message) {
        String text = "Required value" + (message.isEmpty() ? "" : ": " + message);
        return new Cause("FieldValueRequired", text, field);
    }

    static Cause invalid(String field, JsonNode value, String message) {
        String shown = value.isTextual() ? "\"" + value.asText() + "\"" : value.toString();
        return new Cause("FieldValueInvalid", "Invalid value: " + shown + ": " + message, field);
    }

    private static void name(ResourceType type, ObjectNode object, List<Cause> causes) {
        String name = Meta.name(object);
        boolean free = type.group().equals("rbac.authorization.k8s.io");
        if (name.isEmpty()) {
            causes.add(required("metadata.name", "name or generateName is required"));
        } else if (!free && !Names.isSubdomain(name)) {
            causes.add(invalid("metadata.name", Json.at(object, "metadata", "name"), NAME_RULE));
        }
    }

    private static void common(ResourceType type, ObjectNode object, List<Cause> causes) {
        switch (type.qualified()) {
            case "pods" -> PodValidation.spec(object.path("spec"), "spec", causes);
            case "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps" ->
                workload(object, causes);
            case "jobs.batch" ->
                PodValidation.spec(Json.at(object, "spec", "template", "spec"), "spec.template.spec", causes);
            case "services" -> service(object.path("spec"), causes);
            default -> {
                if (type.custom()) {
                    requiredByDefinition(type, object, causes);
                }
            }
        }
    }

    private static void workload(ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        if (spec.path("replicas").asInt(0) < 0) {
            causes.add(invalid("spec.replicas", spec.path("replicas"), "must be greater than or equal to 0"));
        }
        JsonNode selector = spec.path("selector");
        if (selector.isMissingNode() || selector.isNull()) {
            causes.add(required("spec.selector", ""));
        } else if (selector.isEmpty()) {
            causes.add(invalid("spec.selector", selector, "empty selector is invalid for " + described(object)));
        }
        JsonNode labels = Json.at(spec, "template", "metadata", "labels");
        if (!LabelSelector.of(selector).matches(Json.stringMap(labels)) || selector.isEmpty()) {
            causes.add(invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? Json.MAPPER.nullNode() : labels,
                    "`selector` does not match template `labels`"));
        }
        PodValidation.spec(Json.at(spec, "template", "spec"), "spec.template.spec", causes);
    }

    private static String described(ObjectNode object) {
        return Meta.kind(object).toLowerCase(Locale.ROOT);
    }

    private static void service(JsonNode spec, List<Cause> causes) {
        boolean needsPorts = !spec.path("type").asText().equals("ExternalName")
                && !spec.path("clusterIP").asText().equals("None");
        if (needsPorts && spec.path("ports").isEmpty()) {
            causes.add(required("spec.ports", ""));
        }
        for (int i = 0; i < spec.path("ports").size(); i++) {
            JsonNode port = spec.path("ports").get(i).path("port");
            if (port.asInt() < 1 || port.asInt() > 65535) {
                causes.add(invalid("spec.ports[" + i + "].port", port, "must be between 1 and 65535, inclusive"));
            }
        }
    }

    private static void requiredByDefinition(ResourceType type, ObjectNode object, List<Cause> causes) {
        for (String field : Schemas.of(type).required()) {
            if (!object.hasNonNull(field)) {
                causes.add(required(field, ""));
            }
        }
        JsonNode spec = object.path("spec");
        if (spec.isObject()) {
            for (String field : Schemas.of(type).property("spec").required()) {
                if (!spec.hasNonNull(field)) {
                    causes.add(required("spec." + field, ""));
                }
            }
        }
    }
}
