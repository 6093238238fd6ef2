package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applications that are on their way and do not arrive: Progressing for longer than a rollout, or being deleted without an end. */
final class ApplicationStuck implements Check {
    @Override
    public String name() {
        return "argocd-stuck";
    }

    @Override
    public String description() {
        return "Argo CD applications that stay Progressing, or whose deletion does not end";
    }

    @Override
    public List<Permission> permissions() {
        return Application.WITH_COMPONENTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("progressing_after", Duration.ofMinutes(30), "how long a rollout may take"),
                new Setting("deleting_after", Duration.ofMinutes(10), "how long a deletion may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Application> applications = Application.in(context);
        Components components = Components.of(context, applications);
        return applications.stream()
                .flatMap(app -> judge(app, components, context).stream())
                .toList();
    }

    private static Optional<Finding> judge(Application app, Components components, CheckContext context) {
        Optional<Finding> finding = app.isBeingDeleted() ? deleting(app, context) : progressing(app, context);
        return finding.map(found -> components.explain(
                found.dependsOn(app.suspectsAndItself()).look(app.look()), app.object(), Component.CONTROLLER));
    }

    /** What runs or failed in a sync is told of the sync; an operation that has just begun starts the time anew. */
    private static Optional<Finding> progressing(Application app, CheckContext context) {
        Duration patience = context.duration("progressing_after", app.object());
        Optional<Instant> since = app.healthChanged();
        Instant moved = Stream.of(since, app.operation().finished())
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .or(app.object()::created)
                .orElse(Instant.EPOCH);
        if (!app.health().equals("Progressing")
                || app.operation().running()
                || app.lastSyncFailed()
                || context.age(moved).compareTo(patience) < 0) {
            return Optional.empty();
        }
        Finding finding = Finding.warning("ArgoAppProgressing", app.object())
                .summary("%s stays Progressing".formatted(app))
                .cause(app.troubleOf("Progressing"))
                .evidence("sync", app.sync())
                .since(since);
        // Older versions of Argo CD do not say since when.
        return Optional.of(since.isPresent() ? finding : finding.sustained(patience));
    }

    private static Optional<Finding> deleting(Application app, CheckContext context) {
        return app.object()
                .deletionRequested()
                .filter(asked -> context.age(asked).compareTo(context.duration("deleting_after", app.object())) >= 0)
                .map(asked -> Finding.warning("ArgoAppDeletionStuck", app.object())
                        .summary("The deletion of %s does not end".formatted(app))
                        .cause(holding(app))
                        .evidence("still there", remaining(app))
                        .since(asked));
    }

    private static String holding(Application app) {
        List<String> finalizers = app.object().at("metadata.finalizers").texts();
        boolean cascades =
                finalizers.stream().anyMatch(one -> one.startsWith("resources-finalizer.argocd.argoproj.io"));
        return cascades
                ? "the finalizer %s lets it wait until all of its objects are gone".formatted(finalizers.get(0))
                : finalizers.isEmpty() ? "" : "it waits for the finalizer " + String.join(", ", finalizers);
    }

    private static String remaining(Application app) {
        List<Resource> all = app.resources();
        String first = all.stream().limit(3).map(one -> one.ref().toString()).collect(Collectors.joining(", "));
        return all.size() > 3 ? first + " and " + (all.size() - 3) + " more" : first;
    }
}
