package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types every cluster has, with their short names, so that the usual questions need no discovery. */
final class KnownTypes {
    private static final Map<String, ResourceType> BY_NAME = new LinkedHashMap<>();

    /** What {@code kubectl get all} asks for, in its order. */
    static final List<String> ALL = List.of(
            "pods",
            "replicationcontrollers",
            "services",
            "daemonsets",
            "deployments",
            "replicasets",
            "statefulsets",
            "horizontalpodautoscalers",
            "cronjobs",
            "jobs");

    static {
        core(
                "pods po Pod",
                "services svc Service",
                "configmaps cm ConfigMap",
                "secrets Secret",
                "serviceaccounts sa ServiceAccount");
        core("persistentvolumeclaims pvc PersistentVolumeClaim", "endpoints ep Endpoints", "events ev Event");
        core(
                "replicationcontrollers rc ReplicationController",
                "resourcequotas quota ResourceQuota",
                "limitranges limits LimitRange");
        whole("", "v1", "nodes no Node", "namespaces ns Namespace", "persistentvolumes pv PersistentVolume");
        in("apps", "v1", "deployments deploy Deployment", "replicasets rs ReplicaSet", "statefulsets sts StatefulSet");
        in("apps", "v1", "daemonsets ds DaemonSet", "controllerrevisions ControllerRevision");
        in("batch", "v1", "jobs Job", "cronjobs cj CronJob");
        in("autoscaling", "v2", "horizontalpodautoscalers hpa HorizontalPodAutoscaler");
        in("networking.k8s.io", "v1", "ingresses ing Ingress", "networkpolicies netpol NetworkPolicy");
        whole("networking.k8s.io", "v1", "ingressclasses IngressClass");
        in("policy", "v1", "poddisruptionbudgets pdb PodDisruptionBudget");
        in("discovery.k8s.io", "v1", "endpointslices EndpointSlice");
        in("coordination.k8s.io", "v1", "leases Lease");
        whole("storage.k8s.io", "v1", "storageclasses sc StorageClass", "volumeattachments VolumeAttachment");
        in("rbac.authorization.k8s.io", "v1", "roles Role", "rolebindings RoleBinding");
        whole("rbac.authorization.k8s.io", "v1", "clusterroles ClusterRole", "clusterrolebindings ClusterRoleBinding");
        whole("apiextensions.k8s.io", "v1", "customresourcedefinitions crd crds CustomResourceDefinition");
        whole("apiregistration.k8s.io", "v1", "apiservices APIService");
        whole("scheduling.k8s.io", "v1", "priorityclasses pc PriorityClass");
        whole(
                "admissionregistration.k8s.io",
                "v1",
                "validatingwebhookconfigurations ValidatingWebhookConfiguration",
                "mutatingwebhookconfigurations MutatingWebhookConfiguration");
    }

    private KnownTypes() {}

    /** By plural, singular, kind or short name, with or without group. */
    static Optional<ResourceType> find(String lowerCaseName) {
        return Optional.ofNullable(BY_NAME.get(lowerCaseName));
    }

    static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    private static void core(String... lines) {
        in("", "v1", lines);
    }

    private static void in(String group, String version, String... lines) {
        add(group, version, true, lines);
    }

    private static void whole(String group, String version, String... lines) {
        add(group, version, false, lines);
    }

    private static void add(String group, String version, boolean namespaced, String... lines) {
        for (String line : lines) {
            String[] names = line.split(" ");
            String kind = names[names.length - 1];
            ResourceType type = new ResourceType(group, version, names[0], kind, namespaced);
            for (String name : names) {
                String known = name.toLowerCase(Locale.ROOT);
                BY_NAME.putIfAbsent(known, type);
                if (!group.isEmpty()) {
                    BY_NAME.putIfAbsent(known + "." + group, type);
                    BY_NAME.putIfAbsent(known + "." + version + "." + group, type);
                }
            }
        }
    }
}
