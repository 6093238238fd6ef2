package dev.midwatch.testkit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A cluster that is a list of manifests, for tests of checks and tools without a server. Everything not mentioned exists and is
 * empty; what is forbidden answers as a 403 does. In a run of a check or a tool the values of Secrets are hidden as the kernel hides them;
 * for {@code tls.crt} a manifest gives PEM in base64, or at once the facts of its certificates.
 */
public final class FakeCluster implements ClusterReader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static final String STATS = "/proxy/stats/summary";
    private static final String KUBELETS = "nodes/proxy";

    private final List<KubeObject> objects = new ArrayList<>();
    private final Map<String, String> logs = new HashMap<>();
    private final Map<String, Json> documents = new HashMap<>();
    private final Set<String> forbidden = new TreeSet<>();

    private FakeCluster() {}

    public static FakeCluster empty() {
        return new FakeCluster();
    }

    /** A cluster with these objects: manifests in YAML, several documents separated by {@code ---}. */
    public static FakeCluster of(String manifests) {
        return new FakeCluster().with(manifests);
    }

    /** Adds objects. A kind that is not of {@link ResourceType}'s constants is namespaced if the manifest has a namespace. */
    public FakeCluster with(String manifests) {
        try (MappingIterator<Map<String, Object>> documentsOf =
                YAML.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(manifests)) {
            while (documentsOf.hasNext()) {
                Map<String, Object> manifest = documentsOf.next();
                if (manifest != null) {
                    objects.add(KubeObject.of(typeOf(Json.of(manifest)), manifest));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the manifests of this test", e);
        }
        return this;
    }

    /** The log of a container, and what it was before the last restart if {@code previous}. */
    public FakeCluster log(String namespace, String pod, String container, boolean previous, String text) {
        logs.put(logKey(namespace, pod, container, previous), text);
        return this;
    }

    /** Lets every read of a type fail as forbidden. */
    public FakeCluster forbid(ResourceType type) {
        forbidden.add(type.toString());
        return this;
    }

    /** Lets reads of a type in one namespace fail as forbidden; lists over all namespaces leave it out. */
    public FakeCluster forbid(ResourceType type, String namespace) {
        forbidden.add(type + " in " + namespace);
        return this;
    }

    public FakeCluster document(String path, Object json) {
        documents.put(path, Json.of(json));
        return this;
    }

    /** What the kubelet of a node measured last, as {@code stats/summary} says it, in YAML or JSON. */
    public FakeCluster stats(String node, String summary) {
        try {
            return document("/api/v1/nodes/" + node + STATS, YAML.readValue(summary, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the summary of this test", e);
        }
    }

    /** Lets every request to a kubelet fail as forbidden. */
    public FakeCluster forbidStats() {
        forbidden.add(KUBELETS);
        return this;
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        refuseIfForbidden(query.type(), query.namespace());
        return objects.stream()
                .filter(object -> object.type().toString().equals(query.type().toString()))
                .filter(object ->
                        query.namespace().isEmpty() || object.namespace().equals(query.namespace()))
                .filter(object -> sees(object.type(), object.namespace()))
                .filter(object -> Selectors.labels(query.labels(), object.labels()))
                .filter(object -> Selectors.fields(query.fields(), object.json()))
                .toList();
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        boolean somewhereForbidden = forbidden.stream().anyMatch(entry -> entry.startsWith(type + " in "));
        return !forbidden.contains(type.toString())
                && !forbidden.contains(type + " in " + namespace)
                && !(namespace.isEmpty() && somewhereForbidden);
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        return list(ListQuery.of(type).in(namespace)).stream()
                .filter(object -> object.name().equals(name))
                .findFirst();
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        refuseIfForbidden(ResourceType.PODS, query.namespace());
        String text = logs.get(logKey(query.namespace(), query.pod(), query.container(), query.previous()));
        if (text == null) {
            throw new ClusterException(
                    Why.NOT_FOUND,
                    "%s terminated container \"%s\" in pod \"%s\" not found"
                            .formatted(query.previous() ? "previous" : "", query.container(), query.pod()));
        }
        List<String> lines = text.lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - query.tail())).collect(Collectors.joining("\n"));
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        return new Table(
                List.of(new Table.Column("Name", 0), new Table.Column("Age", 0)),
                list(query).stream()
                        .map(object -> new Table.Row(List.of(object.name(), "1d"), object.at("metadata")))
                        .toList());
    }

    @Override
    public boolean allowed(Permission permission, String namespace) {
        return sees(permission.type(), namespace)
                && !(permission.resource().equals(KUBELETS) && forbidden.contains(KUBELETS));
    }

    @Override
    public Json document(String path) throws ClusterException {
        if (path.endsWith(STATS) && forbidden.contains(KUBELETS)) {
            throw new ClusterException(Why.FORBIDDEN, "cannot get resource \"" + KUBELETS + "\"");
        }
        if (!documents.containsKey(path)) {
            throw new ClusterException(Why.NOT_FOUND, "the server could not find the requested resource: " + path);
        }
        return documents.get(path);
    }

    private void refuseIfForbidden(ResourceType type, String namespace) throws ClusterException {
        if (forbidden.contains(type.toString()) || forbidden.contains(type + " in " + namespace)) {
            throw new ClusterException(Why.FORBIDDEN, "cannot list resource \"" + type + "\"");
        }
    }

    private static ResourceType typeOf(Json manifest) {
        String apiVersion = manifest.get("apiVersion").text();
        String kind = manifest.get("kind").text();
        return ResourceType.common(apiVersion, kind).orElseGet(() -> {
            int slash = apiVersion.indexOf('/');
            return new ResourceType(
                    slash < 0 ? "" : apiVersion.substring(0, slash),
                    apiVersion.substring(slash + 1),
                    plural(kind),
                    kind,
                    manifest.at("metadata.namespace").isPresent());
        });
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        if (lower.endsWith("s")) {
            return lower + "es";
        }
        // A Policy becomes policies, and a Gateway gateways.
        return lower.matches(".*[^aeiou]y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }

    private static String logKey(String namespace, String pod, String container, boolean previous) {
        return namespace + "/" + pod + "/" + container + (previous ? "/previous" : "");
    }
}
