package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The built-in types whose objects name ConfigMaps, Secrets and service accounts, and where in them the names stand. */
final class Referrers {
    private static final ResourceType REPLICATION_CONTROLLERS =
            ResourceType.namespaced("", "v1", "replicationcontrollers", "ReplicationController");
    private static final ResourceType POLICY_BINDINGS = ResourceType.cluster(
            "admissionregistration.k8s.io",
            "v1",
            "validatingadmissionpolicybindings",
            "ValidatingAdmissionPolicyBinding");

    private static final List<String> OF_POD = List.of(
            "metadata.annotations",
            "spec.serviceAccountName",
            "spec.imagePullSecrets",
            "spec.volumes",
            "spec.containers.command",
            "spec.containers.args",
            "spec.containers.env",
            "spec.containers.envFrom",
            "spec.initContainers.command",
            "spec.initContainers.args",
            "spec.initContainers.env",
            "spec.initContainers.envFrom",
            "spec.ephemeralContainers.env",
            "spec.ephemeralContainers.envFrom");

    /** Pods as they are too: what admission added to them stands in no template. */
    private static final Map<ResourceType, String> PODS = Map.of(
            ResourceType.PODS,
            "",
            ResourceType.DEPLOYMENTS,
            "spec.template.",
            ResourceType.REPLICA_SETS,
            "spec.template.",
            ResourceType.STATEFUL_SETS,
            "spec.template.",
            ResourceType.DAEMON_SETS,
            "spec.template.",
            ResourceType.JOBS,
            "spec.template.",
            REPLICATION_CONTROLLERS,
            "spec.template.",
            ResourceType.CRON_JOBS,
            "spec.jobTemplate.spec.template.");

    private static final Map<ResourceType, List<String>> OTHERS = Map.ofEntries(
            Map.entry(ResourceType.INGRESSES, List.of("metadata.annotations", "spec")),
            Map.entry(ResourceType.SERVICES, List.of("metadata.annotations")),
            Map.entry(ResourceType.SERVICE_ACCOUNTS, List.of("metadata.annotations", "secrets", "imagePullSecrets")),
            Map.entry(ResourceType.NAMESPACES, List.of("metadata.annotations")),
            Map.entry(ResourceType.PERSISTENT_VOLUMES, List.of("metadata.annotations", "spec")),
            Map.entry(ResourceType.STORAGE_CLASSES, List.of("metadata.annotations", "parameters")),
            Map.entry(ResourceType.INGRESS_CLASSES, List.of("metadata.annotations", "spec")),
            Map.entry(ResourceType.MUTATING_WEBHOOKS, List.of("metadata.annotations")),
            Map.entry(ResourceType.VALIDATING_WEBHOOKS, List.of("metadata.annotations")),
            Map.entry(ResourceType.API_SERVICES, List.of("metadata.annotations")),
            Map.entry(POLICY_BINDINGS, List.of("spec")));

    private Referrers() {}

    static List<Permission> permissions() {
        return Stream.concat(
                        PODS.entrySet().stream()
                                .map(entry -> Permission.list(
                                        entry.getKey(),
                                        OF_POD.stream()
                                                .map(entry.getValue()::concat)
                                                .toArray(String[]::new))),
                        OTHERS.entrySet().stream()
                                .map(entry -> Permission.list(
                                        entry.getKey(), entry.getValue().toArray(String[]::new))))
                .toList();
    }

    /**
     * Adds everything that they mention.
     *
     * @param users told the namespace and the name of each service account that pods run as
     * @throws ClusterException if some of a type cannot be seen: it might mention anything
     */
    static void addTo(Mentions mentions, CheckContext context, BiConsumer<String, String> users)
            throws ClusterException {
        for (Map.Entry<ResourceType, String> entry : PODS.entrySet()) {
            String path = entry.getValue().isEmpty()
                    ? ""
                    : entry.getValue().substring(0, entry.getValue().length() - 1);
            for (KubeObject object : whole(context, entry.getKey())) {
                Json template = path.isEmpty() ? object.json() : object.at(path);
                addPod(mentions, object.namespace(), template);
                String account = template.at("spec.serviceAccountName").text();
                users.accept(object.namespace(), account.isEmpty() ? "default" : account);
            }
        }
        for (Map.Entry<ResourceType, List<String>> entry : OTHERS.entrySet()) {
            for (KubeObject object : whole(context, entry.getKey())) {
                entry.getValue().forEach(path -> mentions.words(object.at(path)));
            }
        }
    }

    private static void addPod(Mentions mentions, String namespace, Json pod) {
        mentions.words(pod.at("metadata.annotations"));
        mentions.names(namespace, pod.at("spec.imagePullSecrets"));
        for (Json volume : pod.at("spec.volumes").items()) {
            volume.members().forEach((key, member) -> {
                if (!key.equals("name")) {
                    mentions.names(namespace, member);
                }
            });
        }
        Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(list -> pod.get("spec").get(list).items().stream())
                .forEach(container -> addContainer(mentions, namespace, container));
    }

    private static void addContainer(Mentions mentions, String namespace, Json container) {
        mentions.words(container.get("command"));
        mentions.words(container.get("args"));
        mentions.names(namespace, container.get("envFrom"));
        for (Json variable : container.get("env").items()) {
            mentions.words(variable.get("value"));
            mentions.names(namespace, variable.get("valueFrom"));
        }
    }

    /** All objects of a type, or it is said that some cannot be seen. */
    static List<KubeObject> whole(CheckContext context, ResourceType type) throws ClusterException {
        List<KubeObject> all = new ArrayList<>(context.cluster().list(type));
        if (!context.cluster().sees(type, "")) {
            throw new ClusterException(
                    ClusterException.Why.FORBIDDEN,
                    "what is unused cannot be told: not all %s can be seen, and any may name it".formatted(type));
        }
        return all;
    }
}
