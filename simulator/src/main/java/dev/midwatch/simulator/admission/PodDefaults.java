package dev.midwatch.simulator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;

/** Defaults of pods and of the templates of pods. */
final class PodDefaults {
    private PodDefaults() {}

    static void template(ObjectNode owner) {
        ObjectNode template = Json.child(owner, "template");
        Meta.of(template);
        spec(Json.child(template, "spec"));
    }

    static void pod(ObjectNode pod) {
        ObjectNode spec = Json.child(pod, "spec");
        spec(spec);
        Json.objects(spec.path("containers")).forEach(PodDefaults::requestLimits);
        Json.objects(spec.path("initContainers")).forEach(PodDefaults::requestLimits);
        Json.setIfMissing(spec, "enableServiceLinks", true);
        Json.setIfMissing(spec, "serviceAccountName", "default");
        spec.set("serviceAccount", spec.get("serviceAccountName"));
        Json.setIfMissing(spec, "preemptionPolicy", "PreemptLowerPriority");
        Json.setIfMissing(spec, "priority", 0);
        ArrayNode tolerations = Json.childArray(spec, "tolerations");
        tolerate(tolerations, "node.kubernetes.io/not-ready");
        tolerate(tolerations, "node.kubernetes.io/unreachable");
        ObjectNode status = Json.child(pod, "status");
        Json.setIfMissing(status, "phase", "Pending");
        Json.setIfMissing(status, "qosClass", qualityOfService(spec));
    }

    private static void tolerate(ArrayNode tolerations, String key) {
        for (JsonNode toleration : tolerations) {
            String own = toleration.path("key").asText();
            if (own.equals(key)
                    || own.isEmpty() && toleration.path("operator").asText().equals("Exists")) {
                return;
            }
        }
        tolerations
                .addObject()
                .put("key", key)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", 300);
    }

    /** Only for pods themselves: a template keeps what was written. */
    private static void requestLimits(ObjectNode container) {
        ObjectNode resources = Json.child(container, "resources");
        if (resources.get("limits") instanceof ObjectNode limits) {
            ObjectNode requests = Json.child(resources, "requests");
            limits.properties().forEach(limit -> Json.setIfMissing(requests, limit.getKey(), limit.getValue()));
        }
    }

    private static void spec(ObjectNode spec) {
        Json.setIfMissing(spec, "restartPolicy", "Always");
        Json.setIfMissing(spec, "terminationGracePeriodSeconds", 30);
        Json.setIfMissing(spec, "dnsPolicy", "ClusterFirst");
        Json.setIfMissing(spec, "schedulerName", "default-scheduler");
        Json.child(spec, "securityContext");
        if (spec.has("serviceAccountName")) {
            spec.set("serviceAccount", spec.get("serviceAccountName"));
        }
        Json.objects(spec.path("containers")).forEach(PodDefaults::container);
        Json.objects(spec.path("initContainers")).forEach(PodDefaults::container);
        Json.objects(spec.path("volumes")).forEach(PodDefaults::volume);
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asText();
        boolean latest = image.endsWith(":latest")
                || !image.substring(image.lastIndexOf('/') + 1).contains(":");
        Json.setIfMissing(container, "imagePullPolicy", latest && !image.contains("@") ? "Always" : "IfNotPresent");
        Json.setIfMissing(container, "terminationMessagePath", "/dev/termination-log");
        Json.setIfMissing(container, "terminationMessagePolicy", "File");
        Json.child(container, "resources");
        for (ObjectNode port : Json.objects(container.path("ports"))) {
            Json.setIfMissing(port, "protocol", "TCP");
        }
        for (String probe : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
            if (container.get(probe) instanceof ObjectNode found) {
                probe(found);
            }
        }
        for (ObjectNode variable : Json.objects(container.path("env"))) {
            if (Json.at(variable, "valueFrom", "fieldRef") instanceof ObjectNode field) {
                Json.setIfMissing(field, "apiVersion", "v1");
            }
        }
    }

    private static void probe(ObjectNode probe) {
        Json.setIfMissing(probe, "timeoutSeconds", 1);
        Json.setIfMissing(probe, "periodSeconds", 10);
        Json.setIfMissing(probe, "successThreshold", 1);
        Json.setIfMissing(probe, "failureThreshold", 3);
        if (probe.get("httpGet") instanceof ObjectNode get) {
            Json.setIfMissing(get, "path", "/");
            Json.setIfMissing(get, "scheme", "HTTP");
        }
    }

    private static void volume(ObjectNode volume) {
        for (String source : new String[] {"configMap", "secret", "projected"}) {
            if (volume.get(source) instanceof ObjectNode found) {
                Json.setIfMissing(found, "defaultMode", 420);
            }
        }
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
    }

    private static String qualityOfService(ObjectNode spec) {
        boolean any = false;
        boolean guaranteed = true;
        for (JsonNode container : spec.path("containers")) {
            JsonNode resources = container.path("resources");
            any |= !resources.path("requests").isEmpty()
                    || !resources.path("limits").isEmpty();
            guaranteed &= resources.path("limits").has("cpu")
                    && resources.path("limits").has("memory")
                    && resources.path("limits").equals(resources.path("requests"));
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
