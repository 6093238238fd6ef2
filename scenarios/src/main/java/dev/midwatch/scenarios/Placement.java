package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the objects of a scenario on an API server as they would be in a cluster, status included. */
final class Placement {
    private static final Set<String> MEASURED = Set.of("NodeMetrics", "PodMetrics");
    private static final List<String> OWN_NAMESPACES =
            List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Host host;
    private final Pace pace;
    private final Instant now;
    private final References references = new References();
    private final List<ObjectNode> placed = Collections.synchronizedList(new ArrayList<>());

    Placement(Host host, Pace pace, Instant now) {
        this.host = host;
        this.pace = pace;
        this.now = now;
    }

    /** Everything that was created. */
    List<ObjectNode> placed() {
        return placed;
    }

    void place(List<ObjectNode> manifests) throws IOException {
        List<ObjectNode> all = withNamespaces(manifests);
        all.forEach(this::withAge);
        List<ObjectNode> borrowed = borrowedAccounts(all);
        for (List<ObjectNode> together : Order.of(all)) {
            if (together.stream().anyMatch(one -> Manifest.kind(one).equals("Pod"))) {
                pace.each(borrowed, this::createIfMissing);
            }
            create(together);
        }
        pace.each(borrowed, host::remove);
        all.forEach(references::fix);
        pace.each(all, this::complete);
    }

    private void create(List<ObjectNode> together) throws IOException {
        together.forEach(references::fix);
        Map<ObjectNode, ObjectNode> made = Collections.synchronizedMap(new IdentityHashMap<>());
        pace.each(together, manifest -> create(manifest).ifPresent(object -> made.put(manifest, object)));
        together.stream().filter(made::containsKey).forEach(one -> references.made(one, made.get(one)));
    }

    /** The object that it became, if it is one. */
    private Optional<ObjectNode> create(ObjectNode manifest) throws IOException {
        ObjectNode sent = manifest.deepCopy();
        Manifest.metadata(sent)
                .remove(List.of("uid", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion"));
        if (MEASURED.contains(Manifest.kind(manifest))) {
            host.measure(sent);
            return Optional.empty();
        }
        ObjectNode made = host.create(sent);
        placed.add(made);
        if (Manifest.kind(manifest).equals("Namespace")) {
            furnish(Manifest.name(manifest));
        }
        return Optional.of(made);
    }

    private void complete(ObjectNode manifest) throws IOException {
        if (Manifest.deleted(manifest)) {
            host.markDeleted(manifest);
        }
        host.writeStatus(manifest);
    }

    private void createIfMissing(ObjectNode object) throws IOException {
        if (!host.has(object)) {
            placed.add(host.create(object.deepCopy()));
        }
    }

    /** What a namespace gets by itself where controllers run. */
    private void furnish(String namespace) throws IOException {
        createIfMissing(named("v1", "ServiceAccount", namespace, "default"));
        ObjectNode authority = named("v1", "ConfigMap", namespace, "kube-root-ca.crt");
        authority.putObject("data").put("ca.crt", "none");
        createIfMissing(authority);
    }

    /** Who says nothing of its age has been there for long. */
    private void withAge(ObjectNode manifest) {
        ObjectNode metadata = Manifest.metadata(manifest);
        if (!metadata.has("creationTimestamp")) {
            metadata.put("creationTimestamp", now.minus(Duration.ofDays(30)).toString());
        }
        JsonNode observed = manifest.at("/status/observedGeneration");
        if (!metadata.has("generation") && observed.isIntegralNumber()) {
            metadata.set("generation", observed);
        }
    }

    private List<ObjectNode> withNamespaces(List<ObjectNode> manifests) throws IOException {
        Set<String> missing = new LinkedHashSet<>();
        Set<String> given = new LinkedHashSet<>(OWN_NAMESPACES);
        for (ObjectNode manifest : manifests) {
            if (Manifest.kind(manifest).equals("Namespace")) {
                given.add(Manifest.name(manifest));
            } else if (manifest.at("/metadata/namespace").isTextual()) {
                missing.add(Manifest.namespace(manifest));
            }
        }
        for (String own : OWN_NAMESPACES) {
            if (missing.contains(own)) {
                furnish(own);
            }
        }
        missing.removeAll(given);
        List<ObjectNode> all = new ArrayList<>(manifests);
        missing.forEach(name -> all.add(named("v1", "Namespace", "", name)));
        return all;
    }

    /** No server takes a pod whose account is missing; an account that goes missing goes later. */
    private static List<ObjectNode> borrowedAccounts(List<ObjectNode> manifests) {
        List<ObjectNode> borrowed = new ArrayList<>();
        for (ObjectNode manifest : manifests) {
            String account = manifest.at("/spec/serviceAccountName").asText("default");
            if (Manifest.kind(manifest).equals("Pod") && !account.equals("default")) {
                ObjectNode needed = named("v1", "ServiceAccount", Manifest.namespace(manifest), account);
                if (manifests.stream().noneMatch(other -> same(needed, other)) && !borrowed.contains(needed)) {
                    borrowed.add(needed);
                }
            }
        }
        return borrowed;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return Manifest.kind(one).equals(Manifest.kind(other))
                && Manifest.name(one).equals(Manifest.name(other))
                && Manifest.namespace(one).equals(Manifest.namespace(other));
    }

    private static ObjectNode named(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }
}
