package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.simulator.object.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What every cluster has from its first second: namespaces, their accounts, and the default roles. */
public final class Genesis {
    private Genesis() {}

    public static void create(Cluster cluster) {
        try (InputStream in = Genesis.class.getResourceAsStream("genesis.yaml")) {
            for (JsonNode object : new YAMLMapper().readTree(in).path("objects")) {
                cluster.load((ObjectNode) object);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        for (ObjectNode namespace : cluster.list("", "namespaces", "")) {
            furnish(cluster, namespace);
        }
    }

    /** The default account and the CA bundle a namespace gets by itself. */
    static void furnish(Cluster cluster, ObjectNode namespace) {
        String name = namespace.path("metadata").path("name").asText();
        if (cluster.find("", "serviceaccounts", name, "default").isEmpty()) {
            cluster.load(named("ServiceAccount", name, "default"));
        }
        if (cluster.find("", "configmaps", name, "kube-root-ca.crt").isEmpty()) {
            ObjectNode bundle = named("ConfigMap", name, "kube-root-ca.crt");
            Json.child(bundle, "metadata", "annotations")
                    .put(
                            "kubernetes.io/description",
                            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
                                    + " endpoints such as the internal service IP or kubernetes.default.svc. No other"
                                    + " usage is guaranteed across distributions of Kubernetes clusters.");
            bundle.putObject("data").put("ca.crt", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
            cluster.load(bundle);
        }
    }

    private static ObjectNode named(String kind, String namespace, String name) {
        ObjectNode object = Json.object();
        object.put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }
}
