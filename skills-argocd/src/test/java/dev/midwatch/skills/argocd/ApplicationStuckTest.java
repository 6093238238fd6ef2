package dev.midwatch.skills.argocd;

import static dev.midwatch.skills.argocd.Apps.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationStuckTest extends CheckContract {
    private static String progressing(String since, String more) {
        return app("""
                health: {status: Progressing, lastTransitionTime: "2026-01-02T%s:00Z"}
                sync: {status: Synced, revision: abc}
                resources:
                - {group: networking.k8s.io, version: v1, kind: Ingress, namespace: shop, name: web, health: {status: Progressing}}
                - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, health: {status: Healthy}}
                %s
                """.formatted(since, more));
    }

    private static String deleting(String since) {
        return app("""
                        health: {status: Healthy}
                        resources:
                        - {version: v1, kind: Service, namespace: shop, name: web, health: {status: Healthy}}
                        """)
                .replace(
                        "uid: u1",
                        "uid: u1, finalizers: [resources-finalizer.argocd.argoproj.io], deletionTimestamp: \"2026-01-02T"
                                + since + ":00Z\"");
    }

    @Override
    protected Check check() {
        return new ApplicationStuck();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("one that is Progressing for an hour", "ArgoAppProgressing", progressing("11:00", "")),
                new Fault(
                        "one of an Argo CD that does not say since when",
                        "ArgoAppProgressing",
                        progressing("11:00", "").replaceAll(", lastTransitionTime: \"[^\"]*\"", "")),
                new Fault("a deletion of an hour", "ArgoAppDeletionStuck", deleting("11:00")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a rollout of ten minutes", progressing("11:50", "")),
                new LookAlike(
                        "a sync that still waits for its waves",
                        progressing("11:00", "operationState: {phase: Running, startedAt: \"2026-01-02T11:50:00Z\"}")),
                new LookAlike(
                        "one that was synced anew",
                        progressing(
                                "11:00", "operationState: {phase: Succeeded, finishedAt: \"2026-01-02T11:50:00Z\"}")),
                new LookAlike(
                        "one whose sync failed, which is told of the sync",
                        progressing("11:00", "operationState: {phase: Failed, syncResult: {revision: abc}}")),
                new LookAlike("a healthy one", app("health: {status: Healthy}")),
                new LookAlike("a deletion under way", deleting("11:55")));
    }

    @Test
    void dependsOnWhatIsProgressingAndOnTheControllerIfThatIsDown() throws Exception {
        FakeCluster cluster =
                FakeCluster.of(progressing("11:00", "")).with(Parts.down("StatefulSet", "application-controller"));
        Finding finding = CheckRun.of(check()).findings(cluster).get(0);

        assertThat(finding.cause()).isEqualTo("Ingress shop/web: Progressing");
        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly(
                        "networking.k8s.io/Ingress/shop/web",
                        "argoproj.io/Application/argocd/web",
                        "apps/StatefulSet/argocd/argocd-application-controller");
    }

    @Test
    void waitsForEveryLookWhereNothingIsDated() throws Exception {
        String undated = progressing("11:00", "").replaceAll(", lastTransitionTime: \"[^\"]*\"", "");

        assertThat(CheckRun.of(check()).findings(FakeCluster.of(undated)).get(0).sustained())
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void saysWhatHoldsADeletion() throws Exception {
        Finding finding =
                CheckRun.of(check()).findings(FakeCluster.of(deleting("11:00"))).get(0);

        assertThat(finding.cause())
                .contains("resources-finalizer.argocd.argoproj.io", "until all of its objects are gone");
        assertThat(finding.evidence()).containsEntry("still there", "Service shop/web");
    }
}
