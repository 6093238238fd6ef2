package dev.midwatch.skills.argocd;

import static dev.midwatch.skills.argocd.Apps.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationConditionsTest extends CheckContract {
    private static String with(String condition, String since) {
        return app(
                "conditions: [{type: %s, message: said so, lastTransitionTime: \"%s\"}]".formatted(condition, since));
    }

    private static Fault fault(String condition, String reason) {
        return new Fault(condition, reason, with(condition, "2026-01-02T11:00:00Z"));
    }

    @Override
    protected Check check() {
        return new ApplicationConditions();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                fault("DeletionError", "ArgoAppDeletionError"),
                fault("InvalidSpecError", "ArgoAppInvalidSpec"),
                fault("ComparisonError", "ArgoAppComparisonError"),
                fault("SyncError", "ArgoAppSyncError"),
                fault("UnknownError", "ArgoAppUnknownError"),
                fault("SharedResourceWarning", "ArgoAppSharedResource"),
                fault("RepeatedResourceWarning", "ArgoAppRepeatedResource"),
                fault("ExcludedResourceWarning", "ArgoAppExcludedResource"),
                fault("OrphanedResourceWarning", "ArgoAppOrphanedResource"));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("an error of a minute", with("ComparisonError", "2026-01-02T11:59:00Z")),
                new LookAlike("a condition it does not know", with("SomethingNew", "2026-01-02T11:00:00Z")),
                new LookAlike("a sync error that the last sync tells", app("""
                        sync: {status: OutOfSync}
                        operationState: {phase: Failed, finishedAt: "2026-01-02T11:00:00Z"}
                        conditions: [{type: SyncError, message: said so, lastTransitionTime: "2026-01-02T11:00:00Z"}]
                        """)));
    }

    @Test
    void takesErrorsForWarningsAndWarningsForInformation() throws Exception {
        CheckRun run = CheckRun.of(check());

        assertThat(run.findings(FakeCluster.of(with("SyncError", "2026-01-02T11:00:00Z"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.cause()).isEqualTo("said so");
                });
        assertThat(run.findings(FakeCluster.of(with("OrphanedResourceWarning", "2026-01-02T11:00:00Z"))))
                .extracting("severity")
                .containsExactly(Severity.INFO);
    }

    @Test
    void quotesNoMoreThanALineOfWhatArgoCdQuotes() throws Exception {
        String quoted = "no such chart: " + "password=/etc/".repeat(10_000);

        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(
                                with("SyncError", "2026-01-02T11:00:00Z").replace("said so", "'" + quoted + "'"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause())
                        .hasSize(300)
                        .startsWith("no such chart: ")
                        .endsWith("…"));
    }

    private static FakeCluster compared(String message, String... names) {
        FakeCluster cluster = FakeCluster.empty();
        for (String name : names) {
            cluster.with(app("source: {repoURL: 'https://git.example/shop.git'}", """
                            conditions: [{type: ComparisonError, message: '%s', lastTransitionTime: "2026-01-02T11:00:00Z"}]
                            """.formatted(message))
                    .replace("name: web, namespace: argocd, uid: u1", "name: " + name + ", namespace: argocd"));
        }
        return cluster;
    }

    @Test
    void tellsOnceOfARepositoryThatRefusesSeveralApplications() throws Exception {
        String refused = "failed to list refs: authentication required";
        Finding first =
                CheckRun.of(check()).findings(compared(refused, "a", "b", "c")).get(0);

        assertThat(first.reason()).isEqualTo("ArgoRepositoryUnreadable");
        assertThat(first.summary())
                .isEqualTo("Argo CD cannot read repository https://git.example/shop.git for 3 applications");
        assertThat(first.cause()).isEqualTo(refused);
        assertThat(CheckRun.of(check()).findings(compared(refused, "a", "b", "c")))
                .filteredOn(finding -> finding.dependsOn().contains(first.subject()))
                .hasSize(3);
        assertThat(CheckRun.of(check()).reasons(compared(refused, "a", "b"))).containsOnly("ArgoAppComparisonError");
    }

    @Test
    void doesNotBlameARepositoryForWhatIsInIt() throws Exception {
        assertThat(CheckRun.of(check()).reasons(compared("web: app path does not exist", "a", "b", "c")))
                .containsOnly("ArgoAppComparisonError");
    }
}
