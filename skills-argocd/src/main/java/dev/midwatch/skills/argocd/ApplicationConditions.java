package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The errors and warnings that Argo CD itself writes on an application. They are there while they hold, and have no status. */
final class ApplicationConditions implements Check {
    @Override
    public String name() {
        return "argocd-conditions";
    }

    @Override
    public String description() {
        return "Errors and warnings that Argo CD reports on an application";
    }

    @Override
    public List<Permission> permissions() {
        return Application.WITH_COMPONENTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("condition_after", Duration.ofMinutes(5), "how long an error or warning may stand"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Application> applications = Application.in(context);
        Components components = Components.of(context, applications);
        Map<String, Application> byKey = new HashMap<>();
        applications.forEach(app -> byKey.put(app.object().ref().key(), app));
        List<Finding> findings = applications.stream()
                .flatMap(app -> judge(app, context)
                        // That it cannot make manifests or compare is no fault of the application then.
                        .map(finding -> components.explain(
                                finding, app.object(), Component.CONTROLLER, Component.REPO_SERVER, Component.REDIS)))
                .toList();
        return CommonCause.among(
                findings,
                finding -> finding.reason().equals("ArgoAppComparisonError")
                        ? Repository.blamed(byKey.get(finding.subject().key()), finding.cause())
                                .map(Repository::ref)
                        : Optional.empty(),
                Repository::finding);
    }

    private static Stream<Finding> judge(Application app, CheckContext context) {
        Duration patience = context.duration("condition_after", app.object());
        return app.object().conditions().stream()
                .filter(condition -> context.age(condition.since().orElseGet(app::quietSince))
                                .compareTo(patience)
                        >= 0)
                .flatMap(condition -> finding(app, condition).stream()
                        .map(found -> found.cause(OneLine.of(condition.message()))
                                .since(condition.since())
                                .look(app.look())));
    }

    private static Optional<Finding> finding(Application app, Condition condition) {
        KubeObject object = app.object();
        return switch (condition.type()) {
            case "DeletionError" ->
                Optional.of(Finding.warning("ArgoAppDeletionError", object).summary(app + " cannot be deleted"));
            case "InvalidSpecError" ->
                Optional.of(Finding.warning("ArgoAppInvalidSpec", object)
                        .summary("The spec of %s is not valid".formatted(app)));
            case "ComparisonError" ->
                Optional.of(Finding.warning("ArgoAppComparisonError", object)
                        .summary(app + " cannot be compared with Git"));
            // The same failure stands in the state of the last sync, with more to it.
            case "SyncError" ->
                app.lastSyncFailed()
                        ? Optional.empty()
                        : Optional.of(
                                Finding.warning("ArgoAppSyncError", object).summary(app + " cannot be synced"));
            case "UnknownError" ->
                Optional.of(
                        Finding.warning("ArgoAppUnknownError", object).summary("Argo CD failed on %s".formatted(app)));
            case "SharedResourceWarning" ->
                Optional.of(Finding.info("ArgoAppSharedResource", object)
                        .summary(app + " shares an object with another application"));
            case "RepeatedResourceWarning" ->
                Optional.of(
                        Finding.info("ArgoAppRepeatedResource", object).summary(app + " has the same object twice"));
            case "ExcludedResourceWarning" ->
                Optional.of(Finding.info("ArgoAppExcludedResource", object)
                        .summary(app + " has an object that Argo CD is told to ignore"));
            case "OrphanedResourceWarning" ->
                Optional.of(Finding.info("ArgoAppOrphanedResource", object)
                        .summary(app + " has orphaned objects in its namespace"));
            // Of a type that a later Argo CD brought.
            default ->
                condition.type().endsWith("Error")
                        ? Optional.of(Finding.warning("ArgoAppUnknownError", object)
                                .causeClass(condition.type())
                                .summary("Argo CD reports %s on %s".formatted(condition.type(), app)))
                        : Optional.empty();
        };
    }
}
