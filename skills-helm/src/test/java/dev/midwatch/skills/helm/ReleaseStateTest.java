package dev.midwatch.skills.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseStateTest extends CheckContract {
    private static final Instant LONG_AGO = CheckRun.NOON.minus(Duration.ofDays(9));

    private static String revision(int number, String status, Instant modified) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: sh.helm.release.v1.web.v%1$d
                  namespace: shop
                  creationTimestamp: "2025-12-01T00:00:00Z"
                  labels: {owner: helm, name: web, version: "%1$d", status: %2$s, modifiedAt: "%3$d"}
                type: helm.sh/release.v1
                data: {release: SDRzSUFBQUFBQUFB}
                """.formatted(number, status, modified.getEpochSecond());
    }

    private static Instant ago(int minutes) {
        return CheckRun.NOON.minus(Duration.ofMinutes(minutes));
    }

    private static final String STUCK = revision(9, "deployed", LONG_AGO) + revision(10, "pending-upgrade", ago(40));

    @Override
    protected Check check() {
        return new ReleaseState();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("an upgrade that was interrupted", "HelmReleaseStuck", STUCK),
                new Fault("a first install that hangs", "HelmReleaseStuck", revision(1, "pending-install", ago(11))),
                new Fault("a rollback that hangs", "HelmReleaseStuck", revision(3, "pending-rollback", ago(11))),
                new Fault("a removal that hangs", "HelmReleaseStuck", revision(3, "uninstalling", ago(11))),
                new Fault(
                        "an upgrade that failed",
                        "HelmReleaseFailed",
                        revision(2, "deployed", LONG_AGO) + revision(3, "failed", ago(60))),
                new Fault(
                        "a release in a state unknown to Helm", "HelmReleaseUnknown", revision(1, "unknown", ago(60))));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "a release as it should be",
                        revision(1, "superseded", LONG_AGO) + revision(2, "deployed", LONG_AGO)),
                new LookAlike(
                        "an upgrade at work",
                        revision(1, "deployed", LONG_AGO) + revision(2, "pending-upgrade", ago(3))),
                new LookAlike("a failure that is being rolled back", revision(2, "failed", ago(2))),
                new LookAlike(
                        "an old failure that was made good",
                        revision(9, "failed", LONG_AGO) + revision(10, "deployed", LONG_AGO)),
                new LookAlike("one that was removed, its history kept", revision(4, "uninstalled", LONG_AGO)),
                new LookAlike(
                        "a Secret of somebody else with such labels", STUCK.replace("owner: helm", "owner: tiller")),
                new LookAlike("labels that are no revision", STUCK.replace("version: \"10\"", "version: next")));
    }

    @Test
    void takesTheGreatestNumberNotTheLastNameForTheNewest() throws Exception {
        assertThat(CheckRun.of(check()).findings(FakeCluster.of(STUCK)).get(0).evidence())
                .containsEntry("revision", "10")
                .containsEntry("deployed revision", "9")
                .containsEntry("way out", "helm -n shop rollback web 9");
    }

    @Test
    void tellsTheReleaseAsOwnerSoThatTheNextFailedRevisionIsTheSameProblem() throws Exception {
        Finding one = CheckRun.of(check())
                .findings(FakeCluster.of(revision(3, "failed", ago(60))))
                .get(0);
        Finding next = CheckRun.of(check())
                .findings(FakeCluster.of(revision(3, "failed", ago(60)) + revision(4, "failed", ago(30))))
                .get(0);

        assertThat(one.owner().toString()).isEqualTo("Release shop/web");
        assertThat(next.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(next.since()).contains(ago(30));
    }

    @Test
    void dependsOnTheWorkloadsOfTheReleaseAndOnTheJobThatInstallsIt() throws Exception {
        FakeCluster cluster = FakeCluster.of(STUCK).with("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/managed-by: Helm, app.kubernetes.io/instance: web}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: other, namespace: shop, labels: {app.kubernetes.io/managed-by: Helm, app.kubernetes.io/instance: blog}}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: helm-install-web, namespace: kube-system, labels: {helmcharts.helm.cattle.io/chart: web}}
                """);

        assertThat(CheckRun.of(check()).findings(cluster).get(0).dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly(
                        "helm.sh/Release/shop/web",
                        "apps/Deployment/shop/web",
                        "batch/Job/kube-system/helm-install-web");
        assertThat(CheckRun.of(check()).findings(cluster.forbid(ResourceType.DEPLOYMENTS)))
                .hasSize(1);
    }

    @Test
    void datesARevisionThatWasNeverChangedByItsCreation() throws Exception {
        String unmodified = revision(1, "pending-install", ago(0)).replaceFirst(", modifiedAt: \"\\d+\"", "");

        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(unmodified))
                        .get(0)
                        .since())
                .contains(Instant.parse("2025-12-01T00:00:00Z"));
    }

    @Test
    void doesNotTakeHiddenSecretsForHealth() {
        FakeCluster blind = FakeCluster.of(STUCK).forbid(ResourceType.SECRETS);

        assertThatThrownBy(() -> CheckRun.of(check()).findings(blind)).isInstanceOf(ClusterException.class);
    }
}
