package dev.midwatch.api.kube;

import dev.midwatch.api.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An object of the cluster as it was read, immutable. Of objects from a list only these are kept: name, namespace, uid, labels,
 * owner references, times, finalizers and {@code midwatch.dev/} annotations, and the fields that the permission for the list
 * declared (all but managed fields where it declared none).
 *
 * <p>Values of Secrets are never kept: their keys are there, with empty values. Where a list declared the field {@code data}, what is
 * public of certificates stands in the place of {@code tls.crt} and {@code ca.crt}, certificate by certificate as the chain has them,
 * sixteen at most and up to the first that is none: {@code subject} and {@code issuer} (RFC 2253), {@code not_before} and
 * {@code not_after} (RFC 3339), {@code dns_names} (in small letters), {@code serial} and {@code sha256} (hexadecimal). What is no
 * certificate gives an empty list.
 */
public final class KubeObject {
    private final ResourceType type;
    private final Json json;

    private KubeObject(ResourceType type, Json json) {
        this.type = Objects.requireNonNull(type, "type");
        this.json = Objects.requireNonNull(json, "json");
    }

    /** Wraps a parsed object. */
    public static KubeObject of(ResourceType type, Map<String, ?> json) {
        return new KubeObject(type, Json.of(json));
    }

    public ResourceType type() {
        return type;
    }

    public String name() {
        return at("metadata.name").text();
    }

    /** Empty for an object of the whole cluster. */
    public String namespace() {
        return at("metadata.namespace").text();
    }

    public String uid() {
        return at("metadata.uid").text();
    }

    public ObjectRef ref() {
        return new ObjectRef(type.apiVersion(), type.kind(), namespace(), name(), uid());
    }

    public Map<String, String> labels() {
        return at("metadata.labels").textMembers();
    }

    /** The annotation, or an empty string. */
    public String annotation(String key) {
        return at("metadata.annotations").get(key).text();
    }

    public Optional<Instant> created() {
        return at("metadata.creationTimestamp").time();
    }

    /** When somebody asked for its deletion; empty for an object that is to stay. */
    public Optional<Instant> deletionRequested() {
        return at("metadata.deletionTimestamp").time();
    }

    /** The owner that controls it, if any: a pod's ReplicaSet, a ReplicaSet's Deployment. */
    public Optional<ObjectRef> controller() {
        return at("metadata.ownerReferences").items().stream()
                .filter(owner -> owner.get("controller").isTrue())
                .map(owner -> new ObjectRef(
                        owner.get("apiVersion").text(),
                        owner.get("kind").text(),
                        namespace(),
                        owner.get("name").text(),
                        owner.get("uid").text()))
                .findFirst();
    }

    public List<Condition> conditions() {
        return at("status.conditions").items().stream()
                .map(KubeObject::toCondition)
                .toList();
    }

    /** The condition of that type, if the object has it. */
    public Optional<Condition> condition(String conditionType) {
        return at("status.conditions").items().stream()
                .filter(condition -> condition.get("type").is(conditionType))
                .map(KubeObject::toCondition)
                .findFirst();
    }

    private static Condition toCondition(Json json) {
        return new Condition(
                json.get("type").text(),
                json.get("status").text(),
                json.get("reason").text(),
                json.get("message").text(),
                json.get("lastTransitionTime").time());
    }

    /** The value at a path of keys; see {@link Json#at}. */
    public Json at(String path) {
        return json.at(path);
    }

    public Json json() {
        return json;
    }

    /** For people: {@code Pod shop/web-6d5f-abcde}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
