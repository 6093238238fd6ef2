package dev.midwatch.skills.argocd;

import static dev.midwatch.skills.argocd.Apps.app;
import static dev.midwatch.skills.argocd.Apps.automated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationHealthTest extends CheckContract {
    private static final String DEGRADED = app("""
            health: {status: Degraded, lastTransitionTime: "2026-01-02T11:30:00Z"}
            sync: {status: Synced}
            resources:
            - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: Synced,
               health: {status: Degraded, message: 'Deployment "web" exceeded its progress deadline'}}
            - {version: v1, kind: Service, namespace: shop, name: web, status: Synced, health: {status: Healthy}}
            """);

    @Override
    protected Check check() {
        return new ApplicationHealth();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a Degraded application", "ArgoAppDegraded", DEGRADED),
                new Fault("one of an Argo CD that does not say since when", "ArgoAppDegraded", app("""
                        health: {status: Degraded}
                        """)),
                new Fault("one that stays Degraded under a long sync", "ArgoAppDegraded", app("""
                        health: {status: Degraded, lastTransitionTime: "2026-01-02T11:00:00Z"}
                        operationState: {phase: Running, startedAt: "2026-01-02T11:30:00Z"}
                        """)),
                new Fault("one that was never synced", "ArgoAppMissing", app("""
                        health: {status: Missing}
                        sync: {status: OutOfSync}
                        """)),
                new Fault("unknown health", "ArgoAppHealthUnknown", app("""
                        health: {status: Unknown}
                        sync: {status: Synced}
                        """)),
                new Fault("a suspended one", "ArgoAppSuspended", app("""
                        health: {status: Suspended, lastTransitionTime: "2026-01-02T10:00:00Z"}
                        """)));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a healthy application", app("health: {status: Healthy}")),
                new LookAlike("one that progresses", app("health: {status: Progressing}")),
                new LookAlike("one Degraded for a minute", app("""
                        health: {status: Degraded, lastTransitionTime: "2026-01-02T11:59:00Z"}
                        """)),
                new LookAlike("one Degraded right after a sync", app("""
                        health: {status: Degraded}
                        operationState: {phase: Succeeded, startedAt: "2026-01-02T11:57:00Z", finishedAt: "2026-01-02T11:58:00Z"}
                        """)),
                new LookAlike("a repair that has just begun", app("""
                        health: {status: Degraded, lastTransitionTime: "2026-01-02T11:00:00Z"}
                        operationState: {phase: Running, startedAt: "2026-01-02T11:58:00Z"}
                        """)),
                new LookAlike("objects that a sync is making", app(automated(), """
                        health: {status: Missing}
                        operationState: {phase: Running, startedAt: "2026-01-02T11:40:00Z"}
                        """)),
                new LookAlike("what a failed sync explains", app("""
                        health: {status: Missing}
                        sync: {status: OutOfSync, revision: abc}
                        operationState: {phase: Failed, finishedAt: "2026-01-02T11:00:00Z", syncResult: {revision: abc}}
                        """)),
                new LookAlike("what an error condition explains", app("""
                        health: {status: Unknown}
                        sync: {status: Unknown}
                        conditions: [{type: ComparisonError, message: no such path}]
                        """)),
                new LookAlike("one suspended a while ago", app("""
                        health: {status: Suspended, lastTransitionTime: "2026-01-02T11:30:00Z"}
                        """)),
                new LookAlike(
                        "one that is being deleted",
                        app("health: {status: Degraded}")
                                .replace("uid: u1", "uid: u1, deletionTimestamp: \"2026-01-02T11:00:00Z\"")));
    }

    @Test
    void pointsToTheResourceThatExplainsIt() throws Exception {
        Finding finding =
                CheckRun.of(check()).findings(FakeCluster.of(DEGRADED)).get(0);

        assertThat(finding.dependsOn())
                .as("what is unhealthy, and the application's own failures")
                .extracting(ObjectRef::key)
                .containsExactly("apps/Deployment/shop/web", "argoproj.io/Application/argocd/web");
        assertThat(finding.cause())
                .isEqualTo("Deployment shop/web: Degraded, Deployment \"web\" exceeded its progress deadline");
        assertThat(finding.since()).contains(Instant.parse("2026-01-02T11:30:00Z"));
        assertThat(finding.look()).isEqualTo("kubectl -n argocd describe applications.argoproj.io web");
    }

    @Test
    void suspectsEveryResourceWhereArgoCdKeepsTheirHealthToItself() throws Exception {
        FakeCluster cluster = FakeCluster.of(app("""
                health: {status: Degraded, lastTransitionTime: "2026-01-02T11:30:00Z"}
                resourceHealthSource: appTree
                resources:
                - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: Synced}
                - {version: v1, kind: Service, namespace: shop, name: web, status: Synced}
                """));

        assertThat(CheckRun.of(check()).findings(cluster).get(0).dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("apps/Deployment/shop/web", "/Service/shop/web", "argoproj.io/Application/argocd/web");
    }

    @Test
    void waitsAsLongAsTheOperatorSays() throws Exception {
        assertThat(CheckRun.of(check())
                        .with("unhealthy_after", Duration.ofHours(1))
                        .reasons(FakeCluster.of(DEGRADED)))
                .isEmpty();
    }
}
