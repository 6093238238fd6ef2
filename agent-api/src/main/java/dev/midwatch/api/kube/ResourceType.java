package dev.midwatch.api.kube;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource type of the Kubernetes API.
 *
 * @param group      API group, empty for the core group
 * @param version    API version, {@code v1}
 * @param plural     name in URLs and RBAC rules, {@code deployments}
 * @param kind       kind of its objects, {@code Deployment}
 * @param namespaced whether its objects live in namespaces
 */
public record ResourceType(String group, String version, String plural, String kind, boolean namespaced) {
    public static final ResourceType PODS = core("pods", "Pod");
    public static final ResourceType SERVICES = core("services", "Service");
    public static final ResourceType CONFIG_MAPS = core("configmaps", "ConfigMap");
    public static final ResourceType SECRETS = core("secrets", "Secret");
    public static final ResourceType SERVICE_ACCOUNTS = core("serviceaccounts", "ServiceAccount");
    public static final ResourceType PERSISTENT_VOLUME_CLAIMS = core("persistentvolumeclaims", "PersistentVolumeClaim");
    public static final ResourceType RESOURCE_QUOTAS = core("resourcequotas", "ResourceQuota");
    public static final ResourceType EVENTS = core("events", "Event");
    public static final ResourceType NODES = cluster("", "v1", "nodes", "Node");
    public static final ResourceType NAMESPACES = cluster("", "v1", "namespaces", "Namespace");
    public static final ResourceType PERSISTENT_VOLUMES = cluster("", "v1", "persistentvolumes", "PersistentVolume");
    public static final ResourceType DEPLOYMENTS = namespaced("apps", "v1", "deployments", "Deployment");
    public static final ResourceType REPLICA_SETS = namespaced("apps", "v1", "replicasets", "ReplicaSet");
    public static final ResourceType STATEFUL_SETS = namespaced("apps", "v1", "statefulsets", "StatefulSet");
    public static final ResourceType DAEMON_SETS = namespaced("apps", "v1", "daemonsets", "DaemonSet");
    public static final ResourceType JOBS = namespaced("batch", "v1", "jobs", "Job");
    public static final ResourceType CRON_JOBS = namespaced("batch", "v1", "cronjobs", "CronJob");
    public static final ResourceType INGRESSES = namespaced("networking.k8s.io", "v1", "ingresses", "Ingress");
    public static final ResourceType INGRESS_CLASSES =
            cluster("networking.k8s.io", "v1", "ingressclasses", "IngressClass");
    public static final ResourceType ENDPOINT_SLICES =
            namespaced("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice");
    public static final ResourceType STORAGE_CLASSES =
            cluster("storage.k8s.io", "v1", "storageclasses", "StorageClass");
    public static final ResourceType VOLUME_ATTACHMENTS =
            cluster("storage.k8s.io", "v1", "volumeattachments", "VolumeAttachment");
    public static final ResourceType LIMIT_RANGES = core("limitranges", "LimitRange");
    public static final ResourceType HORIZONTAL_POD_AUTOSCALERS =
            namespaced("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler");
    public static final ResourceType POD_DISRUPTION_BUDGETS =
            namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget");
    public static final ResourceType NETWORK_POLICIES =
            namespaced("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy");
    public static final ResourceType VALIDATING_WEBHOOKS = cluster(
            "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration");
    public static final ResourceType MUTATING_WEBHOOKS = cluster(
            "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration");
    public static final ResourceType API_SERVICES =
            cluster("apiregistration.k8s.io", "v1", "apiservices", "APIService");
    public static final ResourceType CUSTOM_RESOURCE_DEFINITIONS =
            cluster("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition");
    public static final ResourceType ROLES = namespaced("rbac.authorization.k8s.io", "v1", "roles", "Role");
    public static final ResourceType ROLE_BINDINGS =
            namespaced("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");
    public static final ResourceType CLUSTER_ROLES =
            cluster("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole");
    public static final ResourceType CLUSTER_ROLE_BINDINGS =
            cluster("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding");
    public static final ResourceType NODE_METRICS = cluster("metrics.k8s.io", "v1beta1", "nodes", "NodeMetrics");
    public static final ResourceType POD_METRICS = namespaced("metrics.k8s.io", "v1beta1", "pods", "PodMetrics");

    private static final List<ResourceType> COMMON = List.of(
            PODS,
            SERVICES,
            CONFIG_MAPS,
            SECRETS,
            SERVICE_ACCOUNTS,
            PERSISTENT_VOLUME_CLAIMS,
            RESOURCE_QUOTAS,
            EVENTS,
            NODES,
            NAMESPACES,
            PERSISTENT_VOLUMES,
            DEPLOYMENTS,
            REPLICA_SETS,
            STATEFUL_SETS,
            DAEMON_SETS,
            JOBS,
            CRON_JOBS,
            INGRESSES,
            INGRESS_CLASSES,
            ENDPOINT_SLICES,
            STORAGE_CLASSES,
            VOLUME_ATTACHMENTS,
            LIMIT_RANGES,
            HORIZONTAL_POD_AUTOSCALERS,
            POD_DISRUPTION_BUDGETS,
            NETWORK_POLICIES,
            VALIDATING_WEBHOOKS,
            MUTATING_WEBHOOKS,
            API_SERVICES,
            CUSTOM_RESOURCE_DEFINITIONS,
            ROLES,
            ROLE_BINDINGS,
            CLUSTER_ROLES,
            CLUSTER_ROLE_BINDINGS,
            NODE_METRICS,
            POD_METRICS);

    public ResourceType {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(plural, "plural");
        Objects.requireNonNull(kind, "kind");
    }

    /** A type whose objects live in namespaces. */
    public static ResourceType namespaced(String group, String version, String plural, String kind) {
        return new ResourceType(group, version, plural, kind, true);
    }

    /** A type whose objects belong to the whole cluster. */
    public static ResourceType cluster(String group, String version, String plural, String kind) {
        return new ResourceType(group, version, plural, kind, false);
    }

    /** The constant of this class with that API version and kind, if there is one. */
    public static Optional<ResourceType> common(String apiVersion, String kind) {
        return COMMON.stream()
                .filter(type -> type.kind.equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    private static ResourceType core(String plural, String kind) {
        return namespaced("", "v1", plural, kind);
    }

    /** As manifests write it: {@code v1}, {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As kubectl and RBAC messages write it: {@code pods}, {@code deployments.apps}. */
    @Override
    public String toString() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
