package dev.midwatch.skills.addons;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;

/** The types of the Operator Lifecycle Manager. */
final class Olm {
    static final ResourceType VERSIONS = type("v1alpha1", "clusterserviceversions", "ClusterServiceVersion");
    static final ResourceType SUBSCRIPTIONS = type("v1alpha1", "subscriptions", "Subscription");
    static final ResourceType PLANS = type("v1alpha1", "installplans", "InstallPlan");
    static final ResourceType CATALOGS = type("v1alpha1", "catalogsources", "CatalogSource");
    static final ResourceType GROUPS = type("v1", "operatorgroups", "OperatorGroup");

    static final List<Permission> PERMISSIONS = List.of(
            Addon.PERMISSION,
            Permission.list(
                    VERSIONS,
                    "spec.displayName",
                    "spec.install.spec.deployments.name",
                    "status.phase",
                    "status.reason",
                    "status.message",
                    "status.lastTransitionTime"),
            Permission.list(
                    SUBSCRIPTIONS,
                    "spec.name",
                    "spec.source",
                    "spec.sourceNamespace",
                    "spec.installPlanApproval",
                    "status.state",
                    "status.currentCSV",
                    "status.installPlanRef.name",
                    "status.conditions",
                    "status.lastUpdated"),
            Permission.list(
                    PLANS,
                    "spec.approval",
                    "spec.approved",
                    "spec.clusterServiceVersionNames",
                    "status.phase",
                    "status.message",
                    "status.conditions"),
            Permission.list(
                    CATALOGS,
                    "status.connectionState",
                    "status.message",
                    "status.reason",
                    "spec.image",
                    "spec.address"),
            Permission.list(GROUPS, "metadata.name"));

    private Olm() {}

    private static ResourceType type(String version, String plural, String kind) {
        return ResourceType.namespaced("operators.coreos.com", version, plural, kind);
    }
}
