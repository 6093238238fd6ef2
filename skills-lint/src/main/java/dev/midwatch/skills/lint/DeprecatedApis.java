package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects that somebody writes through an API version that is gone or goes with the next release. The managed fields of an object say
 * through which version each of its writers wrote last: what a writer has moved away from is no longer there. Who only reads, or writes
 * objects that are gone, leaves no trace here.
 */
final class DeprecatedApis implements Hygiene {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.DEPLOYMENTS,
            ResourceType.STATEFUL_SETS,
            ResourceType.DAEMON_SETS,
            ResourceType.INGRESSES,
            ResourceType.INGRESS_CLASSES,
            ResourceType.NETWORK_POLICIES,
            ResourceType.CRON_JOBS,
            ResourceType.POD_DISRUPTION_BUDGETS,
            ResourceType.HORIZONTAL_POD_AUTOSCALERS,
            ResourceType.ROLES,
            ResourceType.ROLE_BINDINGS,
            ResourceType.CLUSTER_ROLES,
            ResourceType.CLUSTER_ROLE_BINDINGS,
            ResourceType.STORAGE_CLASSES,
            ResourceType.MUTATING_WEBHOOKS,
            ResourceType.VALIDATING_WEBHOOKS,
            ResourceType.API_SERVICES,
            ResourceType.CUSTOM_RESOURCE_DEFINITIONS,
            flow("flowschemas", "FlowSchema"),
            flow("prioritylevelconfigurations", "PriorityLevelConfiguration"));

    private static final String AHEAD = "minors_ahead";

    private final RemovedApis removed = RemovedApis.read();

    private static ResourceType flow(String plural, String kind) {
        return ResourceType.cluster("flowcontrol.apiserver.k8s.io", "v1", plural, kind);
    }

    @Override
    public String name() {
        return "deprecated-apis";
    }

    @Override
    public String description() {
        return "Objects that are written through API versions that are gone or go with the next release";
    }

    @Override
    public List<Permission> permissions() {
        return TYPES.stream()
                .map(type -> Permission.list(
                        type,
                        "metadata.managedFields.manager",
                        "metadata.managedFields.apiVersion",
                        "metadata.managedFields.time"))
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(SKIPPED, new Setting(AHEAD, 1, "how many minor releases to look ahead"));
    }

    /** One writer of one object, and what becomes of the version it used. */
    private record Write(KubeObject object, Json entry, RemovedApis.Removal removal) {}

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Write> writes = new ArrayList<>();
        List<ClusterException> hidden = new ArrayList<>();
        for (ResourceType type : TYPES) {
            try {
                for (KubeObject object : context.cluster().list(type)) {
                    if (Hygiene.concerns(context, object)) {
                        latest(object).ifPresent(writes::add);
                    }
                }
            } catch (ClusterException cannotSee) {
                hidden.add(cannotSee);
            }
        }
        if (hidden.size() == TYPES.size()) {
            throw hidden.get(0);
        }
        if (writes.isEmpty()) {
            return List.of();
        }
        int minor = minor(context);
        return writes.stream()
                .filter(write -> write.removal().minor() <= minor + context.number(AHEAD, write.object()))
                .map(write -> finding(write, minor))
                .toList();
    }

    /** The parts of the control plane are renewed with the cluster. */
    private Optional<Write> latest(KubeObject object) {
        return object.at("metadata.managedFields").items().stream()
                .filter(entry -> !entry.get("manager").text().startsWith("kube-"))
                .flatMap(entry -> removed
                        .of(entry.get("apiVersion").text(), object.type().kind())
                        .stream()
                        .map(removal -> new Write(object, entry, removal)))
                .max((one, other) -> one.entry()
                        .get("time")
                        .text()
                        .compareTo(other.entry().get("time").text()));
    }

    private static int minor(CheckContext context) throws ClusterException {
        String text = context.cluster().document("/version").get("minor").text();
        String digits = text.replaceAll("\\D.*", "");
        if (digits.isEmpty() || digits.length() > 4) {
            throw new ClusterException(
                    ClusterException.Why.INVALID, "the server does not say which release it is: " + text);
        }
        return Integer.parseInt(digits);
    }

    private static Finding finding(Write write, int minor) {
        String api = write.entry().get("apiVersion").text();
        boolean gone = write.removal().minor() <= minor;
        return Finding.info("DeprecatedApi", write.object())
                .causeClass(api)
                .summary("%s was last written as %s, which %s"
                        .formatted(
                                write.object(),
                                api,
                                gone
                                        ? "is gone"
                                        : "goes with 1.%d"
                                                .formatted(write.removal().minor())))
                .cause("%s wrote it so; %s, write %s"
                        .formatted(
                                write.entry().get("manager").text("somebody"),
                                gone
                                        ? "1.%d no longer takes it"
                                                .formatted(write.removal().minor())
                                        : "the server is 1.%d".formatted(minor),
                                write.removal().replacement()))
                .evidence("written", write.entry().get("time").text())
                .since(write.entry().get("time").time())
                .look(look(write.object()));
    }

    private static String look(KubeObject object) {
        return "kubectl %sget %s %s --show-managed-fields -o yaml"
                .formatted(
                        object.namespace().isEmpty() ? "" : "-n " + object.namespace() + " ",
                        object.type(),
                        object.name());
    }
}
