package dev.midwatch.skills.k8s.autoscaling;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Autoscalers that cannot do their work, or have come to their end. */
public final class HorizontalAutoscaling implements Check {
    private static final ObjectRef METRICS_API = ObjectRef.of(ResourceType.API_SERVICES, "", "v1beta1.metrics.k8s.io");

    @Override
    public String name() {
        return "hpa";
    }

    @Override
    public String description() {
        return "Autoscalers without a target, metrics or requests, and those that stay at their maximum";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.HORIZONTAL_POD_AUTOSCALERS,
                        "spec.scaleTargetRef",
                        "spec.minReplicas",
                        "spec.maxReplicas",
                        "spec.metrics",
                        "status.currentReplicas",
                        "status.currentMetrics",
                        "status.conditions"),
                Inventory.namesOf(ResourceType.DEPLOYMENTS),
                Inventory.namesOf(ResourceType.STATEFUL_SETS),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long an autoscaler may be without target or metrics"),
                new Setting("at_max_after", Duration.ofMinutes(15), "how long an autoscaler may stay at its maximum"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Map<String, Inventory> targets = Map.of(
                "apps/Deployment", Inventory.of(context, ResourceType.DEPLOYMENTS),
                "apps/StatefulSet", Inventory.of(context, ResourceType.STATEFUL_SETS));
        List<Finding> findings = new ArrayList<>();
        List<KubeObject> withoutApi = new ArrayList<>();
        for (KubeObject autoscaler : context.cluster().list(ResourceType.HORIZONTAL_POD_AUTOSCALERS)) {
            if (!namespaces.keep(autoscaler)) {
                continue;
            }
            Optional<Finding> gone = withoutTarget(context, autoscaler, targets);
            if (gone.isPresent()) {
                findings.add(gone.get());
                continue;
            }
            Optional<AutoscalerTrouble> trouble =
                    AutoscalerTrouble.of(autoscaler).filter(one -> isLasting(context, autoscaler, one));
            if (trouble.filter(one -> lacksApi(autoscaler, one)).isPresent()) {
                withoutApi.add(autoscaler);
            } else {
                trouble.map(one -> finding(context, autoscaler, one)).ifPresent(findings::add);
            }
        }
        withoutMetricsApi(withoutApi).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> withoutTarget(
            CheckContext context, KubeObject autoscaler, Map<String, Inventory> targets) {
        ObjectRef target = target(autoscaler);
        Inventory there = targets.get(target.apiVersion().replaceFirst("/.*", "") + "/" + target.kind());
        if (there == null
                || !there.lacks(target.namespace(), target.name())
                || !Age.reached(context, autoscaler.created(), "after", autoscaler)) {
            return Optional.empty();
        }
        return Optional.of(about(
                        Finding.of(
                                AutoscalerTrouble.TARGET_MISSING.reason(),
                                AutoscalerTrouble.TARGET_MISSING.severity(),
                                autoscaler.ref()),
                        context,
                        autoscaler)
                .summary("%s has nothing to scale: %s does not exist".formatted(autoscaler, target))
                .cause(there.nearest(target.namespace(), target.name()))
                .sustained(context.duration("after", autoscaler)));
    }

    private static ObjectRef target(KubeObject autoscaler) {
        return new ObjectRef(
                autoscaler.at("spec.scaleTargetRef.apiVersion").text(),
                autoscaler.at("spec.scaleTargetRef.kind").text(),
                autoscaler.namespace(),
                autoscaler.at("spec.scaleTargetRef.name").text(),
                "");
    }

    private static boolean isLasting(CheckContext context, KubeObject autoscaler, AutoscalerTrouble trouble) {
        return Age.reached(
                context,
                trouble.saidBy(autoscaler).flatMap(Condition::since),
                trouble == AutoscalerTrouble.AT_MAX ? "at_max_after" : "after",
                autoscaler);
    }

    private static boolean lacksApi(KubeObject autoscaler, AutoscalerTrouble trouble) {
        return trouble == AutoscalerTrouble.NO_METRICS
                && trouble.saidBy(autoscaler)
                        .map(Condition::message)
                        .filter(AutoscalerTrouble::isWithoutMetricsApi)
                        .isPresent();
    }

    private static Finding finding(CheckContext context, KubeObject autoscaler, AutoscalerTrouble trouble) {
        Optional<Condition> said = trouble.saidBy(autoscaler);
        String measured = Metrics.words(autoscaler);
        String message = OneLine.of(said.map(Condition::message).orElse(""));
        boolean atMax = trouble == AutoscalerTrouble.AT_MAX;
        long replicas = autoscaler.at("status.currentReplicas").number(0);
        return about(Finding.of(trouble.reason(), trouble.severity(), autoscaler.ref()), context, autoscaler)
                .summary("%s %s%s".formatted(autoscaler, trouble.words(), atMax ? ": " + replicas + " pods" : ""))
                .cause(atMax && !measured.isEmpty() ? measured : message)
                .evidence("metrics", measured)
                .since(said.flatMap(Condition::since))
                .dependsOn(trouble == AutoscalerTrouble.NO_METRICS ? List.of(target(autoscaler)) : List.of());
    }

    private static Finding about(Finding finding, CheckContext context, KubeObject autoscaler) {
        return finding.owner(context.owner(autoscaler))
                .evidence("target", target(autoscaler).toString())
                .look("kubectl -n %s describe hpa %s".formatted(autoscaler.namespace(), autoscaler.name()));
    }

    /** All of them for one cause, which is not theirs. */
    private static Optional<Finding> withoutMetricsApi(List<KubeObject> autoscalers) {
        if (autoscalers.isEmpty()) {
            return Optional.empty();
        }
        KubeObject first = autoscalers.get(0);
        Optional<Condition> said = AutoscalerTrouble.NO_METRICS.saidBy(first);
        String others = autoscalers.size() > 1 ? " and " + (autoscalers.size() - 1) + " more" : "";
        return Optional.of(Finding.of("MetricsApiMissing", Severity.WARNING, METRICS_API)
                .summary("Metrics of pods are not served, so %s%s cannot scale".formatted(first, others))
                .cause(OneLine.of(said.map(Condition::message).orElse("")))
                .evidence(
                        "autoscalers",
                        autoscalers.stream().map(KubeObject::toString).limit(10).collect(Collectors.joining(", ")))
                .since(said.flatMap(Condition::since))
                .dependsOn(METRICS_API)
                .look("kubectl get apiservice v1beta1.metrics.k8s.io"));
    }
}
