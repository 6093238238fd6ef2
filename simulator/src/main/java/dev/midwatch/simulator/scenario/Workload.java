package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Faults;
import dev.midwatch.simulator.object.Json;
import java.util.List;
import java.util.Map;

/** A compact workload entry: the controller object, and what it needs around it. */
final class Workload {
    private static final List<String> KEYS = List.of(
            "name",
            "namespace",
            "kind",
            "replicas",
            "image",
            "port",
            "host",
            "cpu",
            "memory",
            "memory-limit",
            "storage",
            "secret",
            "config",
            "log",
            "log-every",
            "runs-for",
            "schedule",
            "labels",
            "host-network");
    private static final List<String> KINDS = List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");
    private final Source source;
    private final String pointer;
    private final JsonNode entry;
    private final String name;
    private final String namespace;
    private final String kind;

    Workload(Source source, String pointer, JsonNode entry) {
        Keys.check(source, pointer, entry, KEYS, List.of("name"));
        this.source = source;
        this.pointer = pointer;
        this.entry = entry;
        this.name = entry.path("name").asText();
        this.namespace = entry.path("namespace").asText("default");
        this.kind = entry.path("kind").asText("Deployment");
        if (!KINDS.contains(kind)) {
            throw source.error(
                    pointer + "/kind",
                    "unknown kind \"" + kind + "\"; did you mean \"" + Keys.nearest(kind, KINDS) + "\"?");
        }
    }

    void addTo(List<ObjectNode> objects, Map<String, Faults.Behaviour> behaviours) {
        if (entry.has("secret")) {
            ObjectNode secret = object("v1", "Secret", entry.path("secret").asText());
            secret.put("type", "Opaque").putObject("data").put("password", "ZXhhbXBsZQ==");
            objects.add(secret);
        }
        if (entry.has("config")) {
            ObjectNode config = object("v1", "ConfigMap", entry.path("config").asText());
            config.putObject("data").put("settings.yaml", "mode: production\n");
            objects.add(config);
        }
        if (entry.has("storage") && !kind.equals("StatefulSet")) {
            objects.add(claim(object("v1", "PersistentVolumeClaim", name + "-data")));
        }
        objects.add(controller());
        if (entry.has("port")) {
            objects.add(service());
        }
        if (entry.has("host")) {
            objects.add(ingress());
        }
        long every = entry.has("log-every")
                ? StepReader.span(source, pointer + "/log-every", entry.path("log-every"))
                        .toSeconds()
                : 60;
        long runsFor = entry.has("runs-for")
                ? StepReader.span(source, pointer + "/runs-for", entry.path("runs-for"))
                        .toSeconds()
                : 0;
        behaviours.put(
                namespace + "/" + name, new Faults.Behaviour(List.of(), Json.texts(entry.path("log")), every, runsFor));
    }

    private ObjectNode object(String apiVersion, String ofKind, String named) {
        ObjectNode object = Json.object();
        object.put("apiVersion", apiVersion).put("kind", ofKind);
        ObjectNode metadata = object.putObject("metadata").put("name", named).put("namespace", namespace);
        labels(metadata.putObject("labels"));
        return object;
    }

    private void labels(ObjectNode labels) {
        labels.put("app.kubernetes.io/name", name);
        if (entry.path("labels") instanceof ObjectNode extra) {
            labels.setAll(extra);
        }
    }

    private ObjectNode controller() {
        String group = kind.endsWith("Job") ? "batch/v1" : "apps/v1";
        ObjectNode object = object(group, kind, name);
        ObjectNode spec = object.putObject("spec");
        switch (kind) {
            case "Job" -> spec.set("template", template("Never"));
            case "CronJob" -> {
                spec.put("schedule", entry.path("schedule").asText("0 3 * * *"));
                ObjectNode template = Json.child(spec, "jobTemplate", "spec");
                template.set("template", template("OnFailure"));
            }
            default -> {
                if (!kind.equals("DaemonSet")) {
                    spec.put("replicas", entry.path("replicas").asInt(1));
                }
                spec.putObject("selector").putObject("matchLabels").put("app.kubernetes.io/name", name);
                spec.set("template", template("Always"));
            }
        }
        if (kind.equals("StatefulSet")) {
            spec.put("serviceName", name);
            if (entry.has("storage")) {
                ObjectNode claim = spec.putArray("volumeClaimTemplates").addObject();
                claim.putObject("metadata").put("name", "data");
                claim(claim);
            }
        }
        return object;
    }

    private ObjectNode claim(ObjectNode claim) {
        ObjectNode spec = claim.putObject("spec");
        spec.putArray("accessModes").add("ReadWriteOnce");
        Json.child(spec, "resources", "requests")
                .put("storage", entry.path("storage").asText("1Gi"));
        spec.put("storageClassName", "local-path");
        return claim;
    }

    private ObjectNode template(String restartPolicy) {
        ObjectNode template = Json.object();
        labels(Json.child(template, "metadata", "labels"));
        ObjectNode spec = template.putObject("spec");
        spec.put("restartPolicy", restartPolicy);
        if (entry.path("host-network").asBoolean()) {
            spec.put("hostNetwork", true);
        }
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", name).put("image", entry.path("image").asText("registry.example/" + name + ":1.0.0"));
        ObjectNode resources = container.putObject("resources");
        resources
                .putObject("requests")
                .put("cpu", entry.path("cpu").asText("50m"))
                .put("memory", entry.path("memory").asText("64Mi"));
        resources
                .putObject("limits")
                .put(
                        "memory",
                        entry.path("memory-limit").asText(entry.path("memory").asText("64Mi")));
        if (entry.has("port")) {
            port(container);
        }
        if (entry.has("secret")) {
            container
                    .putArray("envFrom")
                    .addObject()
                    .putObject("secretRef")
                    .put("name", entry.path("secret").asText());
        }
        if (entry.has("config")) {
            volume(spec, container, "config", "/etc/" + name)
                    .putObject("configMap")
                    .put("name", entry.path("config").asText());
        }
        if (entry.has("storage") && kind.equals("StatefulSet")) {
            container.withArray("volumeMounts").addObject().put("name", "data").put("mountPath", "/data");
        } else if (entry.has("storage")) {
            volume(spec, container, "data", "/data")
                    .putObject("persistentVolumeClaim")
                    .put("claimName", name + "-data");
        }
        return template;
    }

    private void port(ObjectNode container) {
        container
                .putArray("ports")
                .addObject()
                .put("name", "http")
                .put("containerPort", entry.path("port").asInt());
        container
                .putObject("readinessProbe")
                .putObject("httpGet")
                .put("path", "/healthz")
                .put("port", "http");
    }

    private static ObjectNode volume(ObjectNode spec, ObjectNode container, String name, String path) {
        container.withArray("volumeMounts").addObject().put("name", name).put("mountPath", path);
        return spec.withArray("volumes").addObject().put("name", name);
    }

    private ObjectNode service() {
        ObjectNode service = object("v1", "Service", name);
        ObjectNode spec = service.putObject("spec");
        spec.putObject("selector").put("app.kubernetes.io/name", name);
        spec.putArray("ports").addObject().put("name", "http").put("port", 80).put("targetPort", "http");
        return service;
    }

    private ObjectNode ingress() {
        ObjectNode ingress = object("networking.k8s.io/v1", "Ingress", name);
        ObjectNode spec = ingress.putObject("spec").put("ingressClassName", "traefik");
        String host = entry.path("host").asText();
        ObjectNode rule = spec.putArray("rules").addObject().put("host", host);
        ObjectNode path = rule.putObject("http").putArray("paths").addObject();
        path.put("path", "/").put("pathType", "Prefix");
        Json.child(path, "backend", "service")
                .put("name", name)
                .putObject("port")
                .put("name", "http");
        ObjectNode tls = spec.putArray("tls").addObject().put("secretName", name + "-tls");
        tls.putArray("hosts").add(host);
        Json.child(ingress, "status", "loadBalancer")
                .putArray("ingress")
                .addObject()
                .put("ip", "192.168.10.11");
        return ingress;
    }
}
