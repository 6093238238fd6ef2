package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.simulator.controller.Faults;
import dev.midwatch.simulator.object.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns a scenario file into objects and steps. */
final class ScenarioReader {
    private static final List<String> TOP =
            List.of("description", "base", "age", "cluster", "objects", "timeline", "bulk");
    private static final List<String> CLUSTER =
            List.of("nodes", "namespaces", "install", "workloads", "applications", "certificates");
    private static final List<String> INSTALLABLE = List.of("argocd", "cert-manager");
    private static final List<String> APPLICATION =
            List.of("name", "namespace", "project", "path", "repository", "automated", "workloads");
    private static final List<String> CERTIFICATE = List.of("name", "namespace", "host", "issuer", "expires-in");

    private final Source source;
    private final List<ObjectNode> objects = new ArrayList<>();
    private final Map<String, Faults.Behaviour> behaviours = new HashMap<>();

    private ScenarioReader(Source source) {
        this.source = source;
    }

    static Scenario read(Source source, String name) {
        return new ScenarioReader(source).scenario(name);
    }

    private Scenario scenario(String name) {
        JsonNode root = source.root();
        Keys.check(source, "", root, TOP, List.of());
        Duration age = Duration.ofDays(12);
        List<Step> timeline = new ArrayList<>();
        if (root.has("base")) {
            Scenario base = Scenario.builtIn(root.path("base").asText());
            objects.addAll(base.objects());
            behaviours.putAll(base.behaviours());
            timeline.addAll(base.timeline());
            age = base.age();
        }
        if (root.has("age")) {
            age = StepReader.span(source, "/age", root.path("age"));
        }
        if (root.has("cluster")) {
            cluster(root.path("cluster"));
        }
        objects.addAll(Json.objects(root.path("objects")));
        timeline.addAll(StepReader.read(source));
        if (root.has("bulk")) {
            Keys.check(source, "/bulk", root.path("bulk"), List.of("pods"), List.of("pods"));
        }
        int bulk = root.path("bulk").path("pods").asInt(0);
        String description = root.path("description").asText();
        return new Scenario(name, description, objects, behaviours, age, timeline, bulk);
    }

    private void cluster(JsonNode cluster) {
        Keys.check(source, "/cluster", cluster, CLUSTER, List.of());
        Nodes.read(source, cluster.path("nodes"), objects);
        TreeSet<String> namespaces = new TreeSet<>(Json.texts(cluster.path("namespaces")));
        for (String place : List.of("workloads", "applications", "certificates")) {
            cluster.path(place)
                    .forEach(entry -> namespaces.add(entry.path("namespace").asText("default")));
        }
        namespaces.removeAll(List.of("default", "kube-system", ""));
        namespaces.forEach(this::namespace);
        for (JsonNode product : cluster.path("install")) {
            install(product.asText());
        }
        for (int i = 0; i < cluster.path("workloads").size(); i++) {
            new Workload(
                            source,
                            "/cluster/workloads/" + i,
                            cluster.path("workloads").get(i))
                    .addTo(objects, behaviours);
        }
        each(cluster, "applications", APPLICATION, Products::application);
        each(cluster, "certificates", CERTIFICATE, Products::certificate);
    }

    /** How one compact entry becomes objects. */
    private interface Maker {
        void make(Source source, String pointer, JsonNode entry, List<ObjectNode> into);
    }

    private void each(JsonNode cluster, String key, List<String> known, Maker maker) {
        for (int i = 0; i < cluster.path(key).size(); i++) {
            String pointer = "/cluster/" + key + "/" + i;
            JsonNode entry = cluster.path(key).get(i);
            Keys.check(source, pointer, entry, known, List.of("name"));
            maker.make(source, pointer, entry, objects);
        }
    }

    private void namespace(String name) {
        ObjectNode namespace = Json.object();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        objects.add(namespace);
        ObjectNode account = Json.object();
        account.put("apiVersion", "v1").put("kind", "ServiceAccount");
        account.putObject("metadata").put("name", "default").put("namespace", name);
        objects.add(account);
    }

    private void install(String product) {
        if (!INSTALLABLE.contains(product)) {
            throw source.error(
                    "/cluster/install",
                    "unknown product \"" + product + "\"; did you mean \"" + Keys.nearest(product, INSTALLABLE)
                            + "\"?");
        }
        try (InputStream in = ScenarioReader.class.getResourceAsStream(product + "-crds.yaml");
                MappingIterator<JsonNode> all =
                        new YAMLMapper().readerFor(JsonNode.class).readValues(in)) {
            while (all.hasNext()) {
                objects.add((ObjectNode) all.next());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
