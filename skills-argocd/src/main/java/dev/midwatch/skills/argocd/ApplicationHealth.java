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

/** Applications that are Degraded, Missing, Unknown or Suspended. Progressing is what a rollout looks like, and not a finding. */
final class ApplicationHealth implements Check {
    @Override
    public String name() {
        return "argocd-health";
    }

    @Override
    public String description() {
        return "Argo CD applications that are Degraded, Missing, Suspended or of unknown health";
    }

    @Override
    public List<Permission> permissions() {
        return Application.WITH_COMPONENTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("unhealthy_after", Duration.ofMinutes(5), "how long it may be unhealthy after a change"),
                new Setting("suspended_after", Duration.ofHours(1), "how long it may be suspended"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Application> applications = Application.in(context);
        Components components = Components.of(context, applications);
        return applications.stream()
                .filter(app -> !app.isBeingDeleted())
                .flatMap(app -> judge(app, context).stream()
                        .map(finding -> components.explain(finding, app.object(), Component.CONTROLLER)))
                .toList();
    }

    private static Optional<Finding> judge(Application app, CheckContext context) {
        String threshold = app.health().equals("Suspended") ? "suspended_after" : "unhealthy_after";
        if (context.age(settled(app)).compareTo(context.duration(threshold, app.object())) < 0) {
            return Optional.empty();
        }
        return verdict(app).map(finding -> finding.since(app.healthChanged()).look(app.look()));
    }

    private static Optional<Finding> verdict(Application app) {
        return switch (app.health()) {
            case "Degraded" ->
                Optional.of(Finding.critical("ArgoAppDegraded", app.object())
                        .summary(app + " is Degraded")
                        .cause(app.troubleOf(app.health()))
                        .evidence("sync", app.sync())
                        .dependsOn(app.suspectsAndItself()));
            // A sync that runs, hangs or failed is the other check's to tell, and explains what is missing.
            case "Missing" ->
                app.operation().running() || app.lastSyncFailed() || app.error().isPresent()
                        ? Optional.empty()
                        : Optional.of(Finding.warning("ArgoAppMissing", app.object())
                                .summary(app + " is Missing: objects it should have do not exist")
                                .cause(missing(app))
                                .evidence("sync", app.sync()));
            // An application that cannot be compared has unknown health; the error condition says why and is told by
            // itself.
            case "Unknown" ->
                app.error().isPresent() || app.sync().equals("Unknown")
                        ? Optional.empty()
                        : Optional.of(Finding.warning("ArgoAppHealthUnknown", app.object())
                                .summary("The health of " + app + " is Unknown")
                                .cause(app.troubleOf(app.health())));
            case "Suspended" ->
                Optional.of(Finding.info("ArgoAppSuspended", app.object())
                        .summary(app + " is Suspended")
                        .cause(app.troubleOf(app.health())));
            default -> Optional.empty();
        };
    }

    /** A sync that has just begun may be the repair. */
    private static Instant settled(Application app) {
        Instant changed = app.healthChanged().orElseGet(app::quietSince);
        return app.operation()
                .started()
                .filter(start -> app.operation().running() && start.isAfter(changed))
                .orElse(changed);
    }

    private static String missing(Application app) {
        if (app.operation().phase().isEmpty()) {
            return app.syncsItself()
                    ? "it has never been synced"
                    : "it has never been synced, and automated sync is off";
        }
        return app.troubleOf(app.health());
    }
}
