package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;

/**
 * What rate and circuit breaker count by: the target or, for a pod that is removed, all pods of what makes it again. Controllers call
 * their pods after themselves, with one more word.
 */
record Subject(ResourceType type, String namespace, String name) {
    static Subject of(Action action) {
        Intent intent = action.intent();
        boolean removed = action instanceof Action.Delete || action instanceof Action.Evict;
        String name = intent.target().name();
        return new Subject(
                intent.type(),
                intent.target().namespace(),
                removed && intent.type().equals(ResourceType.PODS) ? podsOf(name.replaceFirst("-[^-]*$", "")) : name);
    }

    /** What all pods of a controller of that name are called. */
    static String podsOf(String controller) {
        return controller + "-*";
    }

    /** By the type's own name in the API: its kind is what somebody calls it. */
    String key() {
        return type + "/" + namespace + "/" + name;
    }

    /** For people: {@code Deployment shop/web}, {@code Pod shop/postgres-*}. */
    @Override
    public String toString() {
        return ObjectRef.of(type, namespace, name).toString();
    }
}
