package dev.midwatch.skills.addons;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scaled objects whose workload is not there, whose triggers fail, or that scale by their fallback. One that is paused is left alone. */
final class KedaScaling implements Check {
    private static final ResourceType OBJECTS = type("scaledobjects", "ScaledObject");
    private static final ResourceType JOBS = type("scaledjobs", "ScaledJob");
    private static final ResourceType AUTHENTICATIONS = type("triggerauthentications", "TriggerAuthentication");
    private static final ResourceType CLUSTER_AUTHENTICATIONS = ResourceType.cluster(
            "keda.sh", "v1alpha1", "clustertriggerauthentications", "ClusterTriggerAuthentication");
    private static final String PAUSED = "autoscaling.keda.sh/paused";

    private static ResourceType type(String plural, String kind) {
        return ResourceType.namespaced("keda.sh", "v1alpha1", plural, kind);
    }

    @Override
    public String name() {
        return "keda-scaling";
    }

    @Override
    public String description() {
        return "KEDA scaled objects that do not scale";
    }

    @Override
    public List<Permission> permissions() {
        String[] fields = {
            "metadata.annotations",
            "spec.scaleTargetRef",
            "spec.triggers.type",
            "spec.triggers.name",
            "spec.triggers.authenticationRef",
            "status.conditions",
            "status.health"
        };
        return List.of(
                Addon.PERMISSION,
                Permission.list(OBJECTS, fields),
                Permission.list(JOBS, fields),
                Permission.list(AUTHENTICATIONS, "metadata.name"),
                Permission.list(CLUSTER_AUTHENTICATIONS, "metadata.name"),
                Permission.list(ResourceType.DEPLOYMENTS, "metadata.name"),
                Permission.list(ResourceType.STATEFUL_SETS, "metadata.name"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(10), "how long a trigger may fail"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> all = new ArrayList<>(Addon.list(context, OBJECTS));
        all.addAll(Addon.list(context, JOBS));
        List<Finding> findings = new ArrayList<>();
        for (KubeObject scaled : all) {
            if (!isPaused(scaled) && Addon.reached(context, Optional.empty(), "after", scaled)) {
                judge(context, scaled).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static boolean isPaused(KubeObject scaled) {
        boolean replicas =
                scaled.at("metadata.annotations").get(PAUSED + "-replicas").isPresent();
        return scaled.annotation(PAUSED).equals("true")
                || replicas
                || scaled.condition("Paused").filter(Condition::isTrue).isPresent();
    }

    /** The first that explains the rest. */
    private static Optional<Finding> judge(CheckContext context, KubeObject scaled) throws ClusterException {
        Optional<ObjectRef> target = missingTarget(context, scaled);
        if (target.isPresent()) {
            return Optional.of(Finding.warning("ScaledObjectTargetMissing", scaled)
                    .summary("%s scales nothing".formatted(scaled))
                    .cause("%s does not exist".formatted(target.get()))
                    // What was there yesterday may be gone for a moment: an object's age says nothing of that.
                    .sustained(context.duration("after", scaled))
                    .look("kubectl -n %s get %s"
                            .formatted(
                                    scaled.namespace(),
                                    target.get().kind().equals("Deployment") ? "deployments" : "statefulsets")));
        }
        Optional<ObjectRef> authentication = missingAuthentication(context, scaled);
        if (authentication.isPresent()) {
            return Optional.of(Finding.warning("ScaledObjectAuthMissing", scaled)
                    .summary("%s cannot ask one of its triggers".formatted(scaled))
                    .cause("%s does not exist".formatted(authentication.get()))
                    .sustained(context.duration("after", scaled))
                    .look(Addon.look(scaled)));
        }
        return failing(context, scaled, "Ready", "False")
                .map(ready -> about(
                        Finding.warning("ScaledObjectNotReady", scaled).summary("%s does not scale".formatted(scaled)),
                        context,
                        scaled,
                        ready))
                .or(() -> failing(context, scaled, "Fallback", "True")
                        .map(fallback -> about(
                                Finding.warning("ScaledObjectFallback", scaled)
                                        .summary("%s cannot read its trigger and holds its fallback number of pods"
                                                .formatted(scaled)),
                                context,
                                scaled,
                                fallback)));
    }

    private static Optional<Condition> failing(CheckContext context, KubeObject scaled, String type, String status) {
        return scaled.condition(type)
                .filter(condition -> condition.status().equals(status))
                .filter(condition -> Addon.reached(context, condition.since(), "after", scaled));
    }

    /** KEDA does not date its conditions. */
    private static Finding about(Finding finding, CheckContext context, KubeObject scaled, Condition condition) {
        String failing = scaled.at("status.health").members().entrySet().stream()
                .filter(entry -> entry.getValue().get("status").is("Failing"))
                .map(entry -> "%s failed %s times"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().get("numberOfFailures").text("some")))
                .collect(Collectors.joining(", "));
        Finding told = finding.cause(
                        condition.message().isEmpty() ? condition.reason() : OneLine.of(condition.message()))
                .causeClass(condition.reason())
                .evidence("triggers", failing)
                .since(condition.since())
                .dependsOn(target(scaled).stream().toList())
                .look(Addon.look(scaled));
        return condition.since().isPresent() ? told : told.sustained(context.duration("after", scaled));
    }

    private static Optional<ObjectRef> target(KubeObject scaled) {
        Json target = scaled.at("spec.scaleTargetRef");
        String kind = target.get("kind").text("Deployment");
        return Stream.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS)
                .filter(type -> scaled.type().equals(OBJECTS) && type.kind().equals(kind))
                .filter(type -> List.of("", type.apiVersion())
                        .contains(target.get("apiVersion").text()))
                .map(type -> ObjectRef.of(
                        type, scaled.namespace(), target.get("name").text()))
                .filter(ref -> !ref.name().isEmpty())
                .findFirst();
    }

    private static Optional<ObjectRef> missingTarget(CheckContext context, KubeObject scaled) throws ClusterException {
        Optional<ObjectRef> target = target(scaled);
        return target.isPresent()
                        && lacks(
                                context,
                                target.get().kind().equals("Deployment")
                                        ? ResourceType.DEPLOYMENTS
                                        : ResourceType.STATEFUL_SETS,
                                target.get())
                ? target
                : Optional.empty();
    }

    private static Optional<ObjectRef> missingAuthentication(CheckContext context, KubeObject scaled)
            throws ClusterException {
        for (Json trigger : scaled.at("spec.triggers").items()) {
            Json reference = trigger.get("authenticationRef");
            String name = reference.get("name").text();
            boolean wide = reference.get("kind").is("ClusterTriggerAuthentication");
            ResourceType type = wide ? CLUSTER_AUTHENTICATIONS : AUTHENTICATIONS;
            ObjectRef ref = ObjectRef.of(type, wide ? "" : scaled.namespace(), name);
            if (!name.isEmpty() && lacks(context, type, ref)) {
                return Optional.of(ref);
            }
        }
        return Optional.empty();
    }

    private static boolean lacks(CheckContext context, ResourceType type, ObjectRef ref) throws ClusterException {
        return context.cluster().sees(type, ref.namespace())
                && context.cluster().list(type).stream()
                        .noneMatch(object -> object.ref().sameAs(ref));
    }
}
