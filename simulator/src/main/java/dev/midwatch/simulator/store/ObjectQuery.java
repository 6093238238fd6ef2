package dev.midwatch.simulator.store;

import dev.midwatch.simulator.object.FieldSelector;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.resource.ResourceType;

/** Which objects of a type are wanted; namespace "" is all of them. */
public record ObjectQuery(ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {
    public static ObjectQuery all(ResourceType type) {
        return in(type, "");
    }

    public static ObjectQuery in(ResourceType type, String namespace) {
        return new ObjectQuery(type, namespace, LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    }

    public boolean matches(Stored object) {
        return object.type().equals(type)
                && (namespace.isEmpty() || namespace.equals(object.namespace()))
                && labels.matches(object.labels())
                && fields.matches(object.fields());
    }
}
