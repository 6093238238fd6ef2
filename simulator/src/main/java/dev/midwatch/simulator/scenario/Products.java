package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import java.util.List;

/** Argo CD Applications and cert-manager Certificates in good health. Times are filled in when the story begins. */
final class Products {
    /** Written into an object where the time of its last event belongs; replaced when a cluster starts from it. */
    static final String NOW = "$now";

    private static final String PLUS = "$now+";

    private Products() {}

    static void application(Source source, String pointer, JsonNode entry, List<ObjectNode> into) {
        String name = entry.path("name").asText();
        String target = entry.path("namespace").asText("default");
        String revision = "8f3c1d7e5a2b4c6d9e0f1a2b3c4d5e6f7a8b9c0d";
        ObjectNode application = object("argoproj.io/v1alpha1", "Application", "argocd", name);
        ObjectNode spec = application.putObject("spec");
        spec.put("project", entry.path("project").asText("default"));
        ObjectNode from = spec.putObject("source");
        from.put("repoURL", entry.path("repository").asText("https://git.example/platform/cluster.git"))
                .put("path", entry.path("path").asText("apps/" + name))
                .put("targetRevision", "main");
        spec.putObject("destination")
                .put("server", "https://kubernetes.default.svc")
                .put("namespace", target);
        if (entry.path("automated").asBoolean(true)) {
            Json.child(spec, "syncPolicy", "automated").put("prune", true).put("selfHeal", true);
        }
        ObjectNode status = application.putObject("status");
        status.putObject("health").put("status", "Healthy").put("lastTransitionTime", NOW);
        status.putObject("sync").put("status", "Synced").put("revision", revision);
        status.put("reconciledAt", NOW).put("sourceType", "Directory");
        ObjectNode operation = status.putObject("operationState");
        operation
                .put("phase", "Succeeded")
                .put("message", "successfully synced (all tasks run)")
                .put("startedAt", NOW)
                .put("finishedAt", NOW);
        operation.putObject("operation").putObject("sync").put("revision", revision);
        operation.putObject("syncResult").put("revision", revision);
        for (JsonNode workload : entry.path("workloads")) {
            ObjectNode resource = status.withArray("resources").addObject();
            resource.put("group", "apps")
                    .put("version", "v1")
                    .put("kind", "Deployment")
                    .put("namespace", target)
                    .put("name", workload.asText())
                    .put("status", "Synced");
            resource.putObject("health").put("status", "Healthy");
        }
        into.add(application);
    }

    static void certificate(Source source, String pointer, JsonNode entry, List<ObjectNode> into) {
        String name = entry.path("name").asText();
        String namespace = entry.path("namespace").asText("default");
        long days = entry.has("expires-in")
                ? StepReader.span(source, pointer + "/expires-in", entry.path("expires-in"))
                        .toDays()
                : 61;
        ObjectNode certificate = object("cert-manager.io/v1", "Certificate", namespace, name);
        ObjectNode spec = certificate.putObject("spec").put("secretName", name);
        spec.putArray("dnsNames").add(entry.path("host").asText(name + ".example.com"));
        spec.putObject("issuerRef")
                .put("name", entry.path("issuer").asText("letsencrypt"))
                .put("kind", "ClusterIssuer")
                .put("group", "cert-manager.io");
        ObjectNode status = certificate.putObject("status");
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("reason", "Ready")
                .put("message", "Certificate is up to date and has not expired")
                .put("observedGeneration", 1)
                .put("lastTransitionTime", NOW);
        status.put("notBefore", PLUS + (days - 90) + "d")
                .put("notAfter", PLUS + days + "d")
                .put("renewalTime", PLUS + (days - 30) + "d")
                .put("revision", 3);
        into.add(certificate);
        ObjectNode secret = object("v1", "Secret", namespace, name);
        secret.put("type", "kubernetes.io/tls");
        Json.child(secret, "metadata", "annotations")
                .put("cert-manager.io/certificate-name", name)
                .put("cert-manager.io/issuer-name", entry.path("issuer").asText("letsencrypt"));
        secret.putObject("data").put("tls.crt", "LS0tLS1CRUdJTg==").put("tls.key", "LS0tLS1CRUdJTg==");
        into.add(secret);
    }

    private static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = Json.object();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }
}
