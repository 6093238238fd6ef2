package dev.midwatch.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One served type. A custom type carries the printer columns and schema of its definition; both are missing for a
 * built-in type.
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        List<String> verbs,
        Map<String, ObjectNode> subresources,
        ObjectNode discovery,
        JsonNode columns,
        JsonNode schema,
        boolean custom) {

    public ResourceType {
        verbs = List.copyOf(verbs);
        subresources = Map.copyOf(subresources);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As it stands in messages: deployments.apps. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public boolean hasStatus() {
        return subresources.containsKey("status");
    }

    public boolean is(String otherGroup, String otherPlural) {
        return group.equals(otherGroup) && plural.equals(otherPlural);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceType type && type.plural.equals(plural) && type.group.equals(group);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + plural.hashCode();
    }

    @Override
    public String toString() {
        return qualified();
    }
}
