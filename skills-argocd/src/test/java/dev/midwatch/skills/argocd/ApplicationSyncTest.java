package dev.midwatch.skills.argocd;

import static dev.midwatch.skills.argocd.Apps.app;
import static dev.midwatch.skills.argocd.Apps.automated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationSyncTest extends CheckContract {
    private static final String FAILED_HOOK = app("""
            health: {status: Healthy}
            sync: {status: OutOfSync, revision: abc}
            operationState:
              phase: Failed
              message: one or more synchronization tasks completed unsuccessfully (retried 5 times).
              startedAt: "2026-01-02T10:00:00Z"
              finishedAt: "2026-01-02T10:20:00Z"
              retryCount: 5
              operation: {retry: {limit: 5}}
              syncResult:
                revision: abc
                resources:
                - {version: v1, kind: ConfigMap, namespace: shop, name: web, status: Synced, message: unchanged}
                - {group: batch, version: v1, kind: Job, namespace: shop, name: migrate, hookPhase: Failed,
                   message: Job has reached the specified backoff limit}
            """);

    private static final String OUT_OF_SYNC = """
            health: {status: Healthy}
            sync: {status: OutOfSync, revision: abc}
            operationState: {phase: Succeeded, finishedAt: "2026-01-02T11:00:00Z", syncResult: {revision: abc}}
            resources:
            - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: OutOfSync}
            """;

    private static final String LOOP = """
            health: {status: Healthy}
            sync: {status: OutOfSync, revision: abc}
            operationState:
              phase: Succeeded
              finishedAt: "2026-01-02T11:59:00Z"
              operation: {initiatedBy: {automated: true}, sync: {autoHealAttemptsCount: 4}}
              syncResult: {revision: abc}
            resources:
            - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: OutOfSync}
            """;

    @Override
    protected Check check() {
        return new ApplicationSync();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a failed sync", "ArgoAppSyncFailed", FAILED_HOOK),
                new Fault("a hook that failed after everything was applied", "ArgoAppSyncFailed", app("""
                        sync: {status: Synced, revision: abc}
                        operationState: {phase: Failed, message: hook, syncResult: {revision: abc}}
                        """)),
                new Fault("a sync that runs for an hour", "ArgoAppSyncHangs", app("""
                        sync: {status: OutOfSync}
                        operationState: {phase: Running, startedAt: "2026-01-02T11:00:00Z",
                                         message: waiting for healthy state of apps/Deployment/web}
                        """)),
                new Fault("drift that self-heal does not mend", "ArgoAppOutOfSync", app(automated(), OUT_OF_SYNC)),
                new Fault("a self-heal that goes round in circles", "ArgoAppSelfHealLoops", app(automated(), LOOP)),
                new Fault("a commit that nobody synced", "ArgoAppOutOfSync", app("""
                        sync: {status: OutOfSync, revision: def}
                        operationState: {phase: Succeeded, finishedAt: "2025-12-24T11:00:00Z", syncResult: {revision: abc}}
                        """)),
                new Fault("one that could not be compared", "ArgoAppNotCompared", app("sync: {status: Unknown}")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "drift that is healed for the second time",
                        app(automated(), LOOP.replace("Count: 4", "Count: 2"))),
                new LookAlike(
                        "a loop of healing that has come to its end",
                        app(automated(), LOOP.replace("OutOfSync", "Synced"))),
                new LookAlike(
                        "a new commit after many healings",
                        app(automated(), LOOP.replace("OutOfSync, revision: abc", "OutOfSync, revision: def"))),
                new LookAlike("one in sync", app("sync: {status: Synced}")),
                new LookAlike("one that was synced ten minutes ago", app(OUT_OF_SYNC.replace("11:00:00", "11:50:00"))),
                new LookAlike(
                        "one made a minute ago",
                        app("sync: {status: OutOfSync}").replace("2025-12-01T00:00:00Z", "2026-01-02T11:59:00Z")),
                new LookAlike("a sync that runs for ten minutes", app("""
                        sync: {status: OutOfSync}
                        operationState: {phase: Running, startedAt: "2026-01-02T11:50:00Z"}
                        """)),
                new LookAlike("an old failure that a later commit made good", app("""
                        sync: {status: Synced, revision: def}
                        operationState: {phase: Failed, syncResult: {revision: abc}}
                        """)),
                new LookAlike("what the health Missing tells better", app("""
                        health: {status: Missing}
                        sync: {status: OutOfSync}
                        """)),
                new LookAlike("what an error condition tells better", app("""
                        sync: {status: Unknown}
                        conditions: [{type: ComparisonError, message: no such path}]
                        """)),
                new LookAlike(
                        "one that is being deleted",
                        app("sync: {status: OutOfSync}")
                                .replace("uid: u1", "uid: u1, deletionTimestamp: \"2026-01-02T11:00:00Z\"")));
    }

    @Test
    void namesTheHookThatFailedAndSaysThatNoRetryIsLeft() throws Exception {
        Finding finding =
                CheckRun.of(check()).findings(FakeCluster.of(FAILED_HOOK)).get(0);

        assertThat(finding.summary()).isEqualTo("The last sync of Application web failed after 5 retries");
        assertThat(finding.cause()).isEqualTo("Job shop/migrate: Job has reached the specified backoff limit");
        assertThat(finding.since()).contains(Instant.parse("2026-01-02T10:20:00Z"));
    }

    @Test
    void tellsDriftFromACommitThatWaits() throws Exception {
        Finding drift = CheckRun.of(check())
                .findings(FakeCluster.of(app(automated(), OUT_OF_SYNC)))
                .get(0);
        Finding waits = CheckRun.of(check())
                .findings(FakeCluster.of(app(OUT_OF_SYNC.replace("{revision: abc}", "{revision: old}"))))
                .get(0);

        assertThat(drift.causeClass()).isEqualTo("drift");
        assertThat(drift.summary()).endsWith("although automated sync is on");
        assertThat(drift.evidence()).containsEntry("differs", "Deployment shop/web");
        assertThat(waits.causeClass()).isEqualTo("revision");
        assertThat(waits.sustained()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void takesAutomatedSyncThatIsSwitchedOffForOff() throws Exception {
        String off = "syncPolicy: {automated: {enabled: false}}";

        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(app(off, OUT_OF_SYNC)))
                        .get(0)
                        .summary())
                .isEqualTo("Application web is OutOfSync");
    }

    @Test
    void foldsAFailedSyncUnderTheHookThatFailed() throws Exception {
        FakeCluster cluster = FakeCluster.of(FAILED_HOOK).with(Parts.down("Deployment", "repo-server"));

        assertThat(CheckRun.of(check()).findings(cluster).get(0).dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("batch/Job/shop/migrate", "apps/Deployment/argocd/argocd-repo-server");
    }

    @Test
    void saysOfALoopHowOftenAndWhatDiffers() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(app(automated(), LOOP)))
                .get(0);

        assertThat(finding.summary()).contains("4 syncs of the same revision");
        assertThat(finding.evidence()).containsEntry("differs", "Deployment shop/web");
        assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void takesBeingBehindForADecisionWhereSyncIsByHand() throws Exception {
        assertThat(CheckRun.of(check()).findings(FakeCluster.of(app(OUT_OF_SYNC))))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ArgoAppOutOfSync", Severity.INFO));
        assertThat(CheckRun.of(check()).findings(FakeCluster.of(app(automated(), OUT_OF_SYNC))))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void saysThatWhatGitHasNoMoreIsLeftAndNotThatSomebodyChangedIt() throws Exception {
        String left = OUT_OF_SYNC.replace("status: OutOfSync}", "status: OutOfSync, requiresPruning: true}");
        List<Finding> findings = CheckRun.of(check()).findings(FakeCluster.of(app(automated(), left)));

        assertThat(findings)
                .extracting(Finding::reason, Finding::causeClass, Finding::cause)
                .containsExactly(tuple(
                        "ArgoAppOutOfSync",
                        "prune",
                        "Git has Deployment shop/web no more, and a sync without pruning leaves it"));
    }
}
