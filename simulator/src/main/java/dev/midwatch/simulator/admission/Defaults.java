package dev.midwatch.simulator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The values the API server fills in. */
public final class Defaults {
    private Defaults() {}

    public static void apply(ResourceType type, ObjectNode object) {
        switch (type.qualified()) {
            case "pods" -> PodDefaults.pod(object);
            case "deployments.apps" -> deployment(object);
            case "replicasets.apps" -> {
                replicas(object);
                counts(object, "replicas");
            }
            case "statefulsets.apps" -> statefulSet(object);
            case "daemonsets.apps" -> daemonSet(object);
            case "jobs.batch" -> {
                job(Json.child(object, "spec"));
                Json.child(object, "status");
            }
            case "cronjobs.batch" -> {
                cronJob(Json.child(object, "spec"));
                Json.child(object, "status");
            }
            case "services" -> service(Json.child(object, "spec"));
            case "namespaces" -> namespace(object);
            case "secrets" -> secret(object);
            case "persistentvolumeclaims" -> claim(object);
            case "persistentvolumes" -> volume(object);
            case "ingresses.networking.k8s.io" -> ingress(object);
            case "storageclasses.storage.k8s.io" -> storageClass(object);
            case "nodes" -> node(object);
            case "events" -> event(object);
            case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io" -> {
                if (!object.has("rules")) {
                    object.putNull("rules");
                }
            }
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                binding(object);
            default -> {}
        }
    }

    private static void replicas(ObjectNode object) {
        ObjectNode spec = Json.child(object, "spec");
        Json.setIfMissing(spec, "replicas", 1);
        PodDefaults.template(spec);
    }

    private static void deployment(ObjectNode object) {
        replicas(object);
        ObjectNode spec = Json.child(object, "spec");
        ObjectNode strategy = Json.child(spec, "strategy");
        Json.setIfMissing(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            Json.setIfMissing(rolling, "maxUnavailable", "25%");
            Json.setIfMissing(rolling, "maxSurge", "25%");
        }
        Json.setIfMissing(spec, "revisionHistoryLimit", 10);
        Json.setIfMissing(spec, "progressDeadlineSeconds", 600);
        Json.child(object, "status");
    }

    private static void statefulSet(ObjectNode object) {
        replicas(object);
        ObjectNode spec = Json.child(object, "spec");
        Json.setIfMissing(spec, "serviceName", "");
        Json.setIfMissing(spec, "podManagementPolicy", "OrderedReady");
        counts(object, "replicas", "availableReplicas");
        Json.setIfMissing(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = Json.child(spec, "updateStrategy");
        Json.setIfMissing(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            Json.setIfMissing(rolling, "partition", 0);
            Json.setIfMissing(rolling, "maxUnavailable", 1);
        }
        ObjectNode retention = Json.child(spec, "persistentVolumeClaimRetentionPolicy");
        Json.setIfMissing(retention, "whenDeleted", "Retain");
        Json.setIfMissing(retention, "whenScaled", "Retain");
        for (ObjectNode claim : Json.objects(spec.path("volumeClaimTemplates"))) {
            claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
            Meta.of(claim);
            claim(claim);
            Json.child(claim, "status").put("phase", "Pending");
        }
    }

    /** Counts a status always shows, even at zero. */
    private static void counts(ObjectNode object, String... names) {
        ObjectNode status = Json.child(object, "status");
        for (String name : names) {
            Json.setIfMissing(status, name, 0);
        }
    }

    private static void daemonSet(ObjectNode object) {
        counts(object, "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady");
        Json.setIfMissing(
                Json.child(object, "metadata", "annotations"), "deprecated.daemonset.template.generation", "1");
        ObjectNode spec = Json.child(object, "spec");
        PodDefaults.template(spec);
        Json.setIfMissing(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = Json.child(spec, "updateStrategy");
        Json.setIfMissing(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            Json.setIfMissing(rolling, "maxUnavailable", 1);
            Json.setIfMissing(rolling, "maxSurge", 0);
        }
    }

    private static void job(ObjectNode spec) {
        PodDefaults.template(spec);
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        Json.setIfMissing(spec, "parallelism", 1);
        Json.setIfMissing(spec, "backoffLimit", 6);
        Json.setIfMissing(spec, "completionMode", "NonIndexed");
        Json.setIfMissing(spec, "suspend", false);
        Json.setIfMissing(spec, "manualSelector", false);
        Json.setIfMissing(spec, "podReplacementPolicy", "TerminatingOrFailed");
    }

    private static void cronJob(ObjectNode spec) {
        Json.setIfMissing(spec, "concurrencyPolicy", "Allow");
        Json.setIfMissing(spec, "suspend", false);
        Json.setIfMissing(spec, "successfulJobsHistoryLimit", 3);
        Json.setIfMissing(spec, "failedJobsHistoryLimit", 1);
        ObjectNode template = Json.child(spec, "jobTemplate");
        Meta.of(template);
        PodDefaults.template(Json.child(template, "spec"));
    }

    private static void service(ObjectNode spec) {
        Json.setIfMissing(spec, "type", "ClusterIP");
        Json.setIfMissing(spec, "sessionAffinity", "None");
        for (ObjectNode port : Json.objects(spec.path("ports"))) {
            Json.setIfMissing(port, "protocol", "TCP");
            Json.setIfMissing(port, "targetPort", port.path("port"));
        }
        String type = spec.path("type").asText();
        if (!type.equals("ExternalName")) {
            Json.setIfMissing(spec, "internalTrafficPolicy", "Cluster");
            Json.setIfMissing(spec, "ipFamilyPolicy", "SingleStack");
            Json.setIfMissing(spec, "ipFamilies", Json.array().add("IPv4"));
        }
        if (type.equals("LoadBalancer") || type.equals("NodePort")) {
            Json.setIfMissing(spec, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            Json.setIfMissing(spec, "allocateLoadBalancerNodePorts", true);
        }
    }

    private static void namespace(ObjectNode object) {
        Json.child(object, "metadata", "labels").put("kubernetes.io/metadata.name", Meta.name(object));
        Json.setIfMissing(Json.child(object, "spec"), "finalizers", Json.array().add("kubernetes"));
        Json.setIfMissing(Json.child(object, "status"), "phase", "Active");
    }

    private static void secret(ObjectNode object) {
        Json.setIfMissing(object, "type", "Opaque");
        if (object.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = Json.child(object, "data");
            plain.properties()
                    .forEach(field ->
                            data.put(field.getKey(), base64(field.getValue().asText())));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void claim(ObjectNode object) {
        Json.setIfMissing(Json.child(object, "spec"), "volumeMode", "Filesystem");
        Json.setIfMissing(Json.child(object, "status"), "phase", "Pending");
        if (object.path("metadata").has("creationTimestamp")
                || !Meta.name(object).isEmpty() && object.has("apiVersion")) {
            addFinalizer(object, "kubernetes.io/pvc-protection");
        }
    }

    private static void volume(ObjectNode object) {
        ObjectNode spec = Json.child(object, "spec");
        Json.setIfMissing(spec, "volumeMode", "Filesystem");
        Json.setIfMissing(spec, "persistentVolumeReclaimPolicy", "Retain");
        Json.setIfMissing(Json.child(object, "status"), "phase", "Pending");
        addFinalizer(object, "kubernetes.io/pv-protection");
    }

    private static void addFinalizer(ObjectNode object, String finalizer) {
        if (Meta.deleting(object) || Json.at(object, "metadata", "uid").asText().length() > 0) {
            return;
        }
        ArrayNode finalizers = Json.childArray(Meta.of(object), "finalizers");
        if (!Json.texts(finalizers).contains(finalizer)) {
            finalizers.add(finalizer);
        }
    }

    private static void ingress(ObjectNode object) {
        Json.child(Json.child(object, "status"), "loadBalancer");
    }

    private static void storageClass(ObjectNode object) {
        Json.setIfMissing(object, "reclaimPolicy", "Delete");
        Json.setIfMissing(object, "volumeBindingMode", "Immediate");
    }

    private static void node(ObjectNode object) {
        Json.child(object, "spec");
        Json.child(object, "status");
    }

    private static void event(ObjectNode object) {
        Json.child(object, "source");
        for (String time : new String[] {"firstTimestamp", "lastTimestamp", "eventTime"}) {
            if (!object.has(time)) {
                object.putNull(time);
            }
        }
        Json.setIfMissing(object, "reportingComponent", "");
        Json.setIfMissing(object, "reportingInstance", "");
    }

    private static void binding(ObjectNode object) {
        Json.setIfMissing(Json.child(object, "roleRef"), "apiGroup", "rbac.authorization.k8s.io");
        for (JsonNode subject : object.path("subjects")) {
            if (!subject.path("kind").asText().equals("ServiceAccount")) {
                Json.setIfMissing((ObjectNode) subject, "apiGroup", "rbac.authorization.k8s.io");
            }
        }
    }
}
