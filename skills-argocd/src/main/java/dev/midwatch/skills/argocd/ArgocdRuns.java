package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Argo CD itself: a part of it that does not run explains whatever its applications show. */
final class ArgocdRuns implements Check {
    @Override
    public String name() {
        return "argocd-components";
    }

    @Override
    public String description() {
        return "Parts of Argo CD itself that do not run";
    }

    @Override
    public List<Permission> permissions() {
        return Components.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("down_after", Duration.ofMinutes(5), "how long a part may be down, as in an upgrade"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        // Unlike for those whom it explains, here it counts that they can be seen.
        context.cluster().list(ResourceType.DEPLOYMENTS);
        context.cluster().list(ResourceType.STATEFUL_SETS);
        return Components.of(context).down().stream()
                .filter(one ->
                        context.age(one.since().or(one.workload()::created).orElse(Instant.EPOCH))
                                        .compareTo(context.duration("down_after", one.workload()))
                                >= 0)
                .map(one -> finding(one, context))
                .toList();
    }

    private static Finding finding(Components.Down down, CheckContext context) {
        KubeObject workload = down.workload();
        Component component = down.component();
        Finding finding = Finding.of(component.reason, component.severity, workload.ref())
                .summary("Argo CD's %s has no pod that is ready".formatted(component.part))
                .cause(component.effect)
                .since(down.since())
                // Why its pods do not run is told of the workload itself.
                .dependsOn(workload.ref())
                .look("kubectl -n %s describe %s %s"
                        .formatted(
                                workload.namespace(),
                                workload.type().kind().toLowerCase(Locale.ROOT),
                                workload.name()));
        // A StatefulSet does not say since when.
        return down.since().isPresent() ? finding : finding.sustained(context.duration("down_after", workload));
    }
}
