package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How somebody wants pods to be: the template of a workload, or a pod that stands alone.
 *
 * @param writer   the object that says so
 * @param template its pod template, or the pod itself
 */
record PodSpec(KubeObject writer, Json template) {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.DEPLOYMENTS,
            ResourceType.STATEFUL_SETS,
            ResourceType.DAEMON_SETS,
            ResourceType.JOBS,
            ResourceType.CRON_JOBS,
            ResourceType.PODS);
    private static final int FEW = 8;

    /** @param fields what is read of a pod: {@code spec.containers.image}, {@code metadata.labels} */
    static List<Permission> permissions(String... fields) {
        return TYPES.stream().map(type -> permission(type, fields)).toList();
    }

    private static Permission permission(ResourceType type, String... fields) {
        String prefix = type.equals(ResourceType.PODS)
                ? ""
                : type.equals(ResourceType.CRON_JOBS) ? "spec.jobTemplate.spec.template." : "spec.template.";
        return Permission.list(
                type,
                Stream.concat(
                                Stream.of("spec.replicas", "status.phase", "status.conditions"),
                                Stream.of(fields).map(prefix::concat))
                        .toArray(String[]::new));
    }

    /**
     * Those that stand for pods now or later, as far as they can be seen, without the ones that something else made or that are done.
     *
     * @throws ClusterException if none of the types can be seen
     */
    static List<PodSpec> in(CheckContext context) throws ClusterException {
        List<PodSpec> all = new ArrayList<>();
        List<ClusterException> hidden = new ArrayList<>();
        for (ResourceType type : TYPES) {
            try {
                context.cluster().list(type).stream()
                        .filter(object -> isWritten(object) && Hygiene.concerns(context, object))
                        .map(PodSpec::of)
                        .forEach(all::add);
            } catch (ClusterException cannotSee) {
                hidden.add(cannotSee);
            }
        }
        if (hidden.size() == TYPES.size()) {
            throw hidden.get(0);
        }
        return all;
    }

    /** Whether all pods there are or may be in a namespace can be seen. */
    static boolean seesAll(CheckContext context, String namespace) {
        return TYPES.stream().allMatch(type -> context.cluster().sees(type, namespace));
    }

    static PodSpec of(KubeObject object) {
        return new PodSpec(
                object,
                switch (object.type().kind()) {
                    case "Pod" -> object.json();
                    case "CronJob" -> object.at("spec.jobTemplate.spec.template");
                    default -> object.at("spec.template");
                });
    }

    private static boolean isWritten(KubeObject object) {
        boolean done = object.conditions().stream()
                .anyMatch(condition ->
                        condition.isTrue() && List.of("Complete", "Failed").contains(condition.type()));
        return switch (object.type().kind()) {
            case "Pod" ->
                object.controller().isEmpty()
                        && !List.of("Succeeded", "Failed")
                                .contains(object.at("status.phase").text());
            case "Job" -> object.controller().isEmpty() && !done;
            default -> true;
        };
    }

    Json spec() {
        return template.get("spec");
    }

    /** The programs that run for as long as the pod does: containers, and init containers that are restarted. */
    List<Json> programs() {
        return Stream.concat(
                        spec().get("containers").items().stream(),
                        spec().get("initContainers").items().stream()
                                .filter(init -> init.get("restartPolicy").is("Always")))
                .toList();
    }

    List<Json> containers() {
        return Stream.concat(spec().get("containers").items().stream(), spec().get("initContainers").items().stream())
                .toList();
    }

    boolean runsForever() {
        return List.of("Deployment", "StatefulSet", "DaemonSet")
                .contains(writer.type().kind());
    }

    boolean isOfWindows() {
        return spec().at("os.name").is("windows")
                || spec().get("nodeSelector").get("kubernetes.io/os").is("windows");
    }

    String serviceAccount() {
        String account = spec().get("serviceAccountName").text("");
        return account.isEmpty() ? "default" : account;
    }

    Map<String, String> labels() {
        return template.at("metadata.labels").textMembers();
    }

    /** A finding that is told of whom it belongs to. */
    Finding about(CheckContext context, Finding finding, Collection<String> containers) {
        return finding.owner(context.owner(writer))
                .evidence(containers.size() == 1 ? "container" : "containers", few(containers))
                .look(look());
    }

    private String look() {
        return "kubectl -n %s get %s %s -o yaml"
                .formatted(writer.namespace(), writer.type().kind().toLowerCase(Locale.ROOT), writer.name());
    }

    /** The first of them, and how many more there are. */
    static String few(Collection<String> texts) {
        String some = String.join(", ", texts.stream().limit(FEW).toList());
        return texts.size() > FEW ? "%s and %d more".formatted(some, texts.size() - FEW) : some;
    }
}
