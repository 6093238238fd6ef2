package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ApplicationSets that cannot make their applications. */
final class ApplicationSets implements Check {
    static final ResourceType TYPE =
            ResourceType.namespaced("argoproj.io", "v1alpha1", "applicationsets", "ApplicationSet");

    @Override
    public String name() {
        return "argocd-applicationset";
    }

    @Override
    public String description() {
        return "Argo CD ApplicationSets whose generators or templates fail";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Components.PERMISSIONS);
        all.add(Permission.list(TYPE, "status.conditions"));
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("error_after", Duration.ofMinutes(5), "how long an error may stand"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> sets = context.cluster().list(TYPE).stream()
                .filter(set -> set.deletionRequested().isEmpty())
                .filter(set -> error(set).isPresent())
                .toList();
        Components components = Components.of(context, sets);
        return sets.stream()
                .flatMap(
                        set -> error(set)
                                .filter(error -> isOld(error, set, context))
                                .map(error -> finding(set, error, components))
                                .stream())
                .toList();
    }

    private static Optional<Condition> error(KubeObject set) {
        return set.condition("ErrorOccurred").filter(Condition::isTrue);
    }

    private static boolean isOld(Condition error, KubeObject set, CheckContext context) {
        return error.since()
                .or(set::created)
                .filter(since -> context.age(since).compareTo(context.duration("error_after", set)) < 0)
                .isEmpty();
    }

    private static Finding finding(KubeObject set, Condition error, Components components) {
        Finding finding = Finding.warning("ArgoAppSetError", set)
                .causeClass(error.reason())
                .summary("ApplicationSet %s cannot make its applications".formatted(set.name()))
                .cause(OneLine.of(error.message()))
                .evidence("reason", error.reason())
                .since(error.since())
                .look("kubectl -n %s describe applicationsets.argoproj.io %s".formatted(set.namespace(), set.name()));
        return components.explain(finding, set, Component.APPLICATION_SETS, Component.REPO_SERVER);
    }
}
