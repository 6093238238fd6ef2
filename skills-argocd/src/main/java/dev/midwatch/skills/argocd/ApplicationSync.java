package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Applications whose last sync failed or does not end, and those that differ from Git without that. At most one finding for each:
 * a failed sync is why the application is OutOfSync.
 */
final class ApplicationSync implements Check {
    @Override
    public String name() {
        return "argocd-sync";
    }

    @Override
    public String description() {
        return "Argo CD applications that are OutOfSync, cannot be compared, or whose last sync failed or hangs";
    }

    @Override
    public List<Permission> permissions() {
        return Application.WITH_COMPONENTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "out_of_sync_after",
                        Duration.ofMinutes(15),
                        "how long it may differ, and how long after the last sync"),
                new Setting("heal_attempts", 3, "how many self-heals of one revision in a row are a loop"),
                new Setting("sync_hangs_after", Duration.ofMinutes(30), "how long a sync may run"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Application> applications = Application.in(context);
        Components components = Components.of(context, applications);
        return applications.stream()
                .filter(app -> !app.isBeingDeleted())
                .flatMap(app -> judge(app, context).stream()
                        .map(finding -> components.explain(
                                finding, app.object(), Component.CONTROLLER, Component.REPO_SERVER, Component.REDIS)))
                .toList();
    }

    private static Optional<Finding> judge(Application app, CheckContext context) {
        Optional<Finding> finding;
        if (app.operation().running()) {
            finding = hanging(app, context);
        } else if (app.lastSyncFailed()) {
            finding = Optional.of(failed(app));
        } else if (healsInVain(app, context)) {
            finding = Optional.of(healing(app).sustained(context.duration("out_of_sync_after", app.object())));
        } else if (context.age(app.quietSince()).compareTo(context.duration("out_of_sync_after", app.object())) < 0) {
            finding = Optional.empty();
        } else {
            Duration patience = context.duration("out_of_sync_after", app.object());
            // Argo CD does not say since when: a commit of a minute ago looks like one of last week.
            finding = different(app).map(found -> found.sustained(patience));
        }
        return finding.map(found -> found.look(app.look()));
    }

    /** Each sync of a self-heal makes the last sync recent, so that waiting for quiet would be waiting for ever. */
    private static boolean healsInVain(Application app, CheckContext context) {
        return app.sync().equals("OutOfSync")
                && app.healsItself()
                && app.operation().automated()
                && app.lastSyncWasOfThisRevision()
                && app.operation().healAttempts() >= context.number("heal_attempts", app.object());
    }

    private static Finding healing(Application app) {
        return Finding.warning("ArgoAppSelfHealLoops", app.object())
                .summary("Self-heal of %s does not converge: %d syncs of the same revision, and OutOfSync again"
                        .formatted(app, app.operation().healAttempts()))
                .cause(
                        "something keeps changing what Git says: a controller, a webhook, a default that the API server sets, or two applications with one object")
                .evidence("differs", differing(app));
    }

    private static Optional<Finding> hanging(Application app, CheckContext context) {
        Operation operation = app.operation();
        Duration limit = context.duration("sync_hangs_after", app.object());
        return operation
                .started()
                .filter(start -> context.age(start).compareTo(limit) > 0)
                .map(start -> Finding.warning("ArgoAppSyncHangs", app.object())
                        .summary("The sync of %s does not end".formatted(app))
                        .cause(operation.message())
                        .evidence("retries", operation.retries() == 0 ? "" : Long.toString(operation.retries()))
                        .evidence(
                                "failed", operation.failures().stream().limit(4).collect(Collectors.joining("; ")))
                        .since(start)
                        .dependsOn(app.suspectsAndItself()));
    }

    private static Finding failed(Application app) {
        Operation operation = app.operation();
        List<String> failures = operation.failures();
        return Finding.warning("ArgoAppSyncFailed", app.object())
                .summary("The last sync of %s failed%s"
                        .formatted(app, operation.gaveUp() ? " after %d retries".formatted(operation.retries()) : ""))
                .cause(failures.isEmpty() ? operation.message() : failures.get(0))
                .evidence("phase", operation.phase())
                .evidence("message", failures.isEmpty() ? "" : operation.message())
                .evidence("failed", failures.stream().skip(1).limit(4).collect(Collectors.joining("; ")))
                .evidence("revision", String.join(", ", operation.revisions()))
                .since(operation.finished().or(operation::started))
                .dependsOn(operation.failedObjects());
    }

    private static Optional<Finding> different(Application app) {
        return switch (app.sync()) {
            // Objects that do not exist make an application OutOfSync too; its health tells that better.
            case "OutOfSync" ->
                app.health().equals("Missing") || app.error().isPresent()
                        ? Optional.empty()
                        : Optional.of(outOfSync(app));
            case "Unknown" ->
                app.error().isPresent()
                        ? Optional.empty()
                        : Optional.of(Finding.warning("ArgoAppNotCompared", app.object())
                                .summary(app + " could not be compared with Git"));
            default -> Optional.empty();
        };
    }

    private static Finding outOfSync(Application app) {
        List<Resource> differing =
                app.resources().stream().filter(Resource::outOfSync).toList();
        boolean left = !differing.isEmpty() && differing.stream().allMatch(Resource::requiresPruning);
        boolean drifted = app.lastSyncWasOfThisRevision();
        String why = left
                ? "Git has %s no more, and a sync without pruning leaves %s"
                        .formatted(differing(app), differing.size() == 1 ? "it" : "them")
                : drifted
                        ? "objects were changed after the last sync, or something keeps changing them"
                        : "the revision in Git has not been synced";
        // Who syncs by hand has decided to be behind for a while.
        Severity severity = app.syncsItself() ? Severity.WARNING : Severity.INFO;
        return Finding.of("ArgoAppOutOfSync", severity, app.object().ref())
                .causeClass(left ? "prune" : drifted ? "drift" : "revision")
                .summary("%s is OutOfSync%s".formatted(app, app.syncsItself() ? " although automated sync is on" : ""))
                .cause(why)
                .evidence("differs", differing(app))
                .evidence(
                        "revision",
                        String.join(", ", Operation.revisionsOf(app.object().at("status.sync"))));
    }

    private static String differing(Application app) {
        List<String> names = app.resources().stream()
                .filter(Resource::outOfSync)
                .map(resource -> resource.ref().toString())
                .toList();
        String first = names.stream().limit(3).collect(Collectors.joining(", "));
        return names.size() > 3 ? first + " and " + (names.size() - 3) + " more" : first;
    }
}
