package dev.midwatch.skills.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncApplicationTest {
    private static final String SPEC =
            "source: {repoURL: 'https://example.org/git', targetRevision: main}\nsyncPolicy: {syncOptions: [CreateNamespace=true]}";
    private static final String OUT_OF_SYNC = """
            sync: {status: OutOfSync, revision: abc}
            resources:
            - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: OutOfSync}
            - {version: v1, kind: Service, namespace: shop, name: web, status: Synced}
            """;
    private static final String GONE_FROM_GIT =
            "- {version: v1, kind: ConfigMap, namespace: shop, name: old, status: OutOfSync, requiresPruning: true}\n";

    private static Action.Patch plan(String app) throws Exception {
        return (Action.Patch) ToolRun.of(new SyncApplication())
                .plan(FakeCluster.of(app), Map.of("namespace", "argocd", "name", "web"));
    }

    @Test
    void asksForASyncOfWhatTheApplicationIsMadeFrom() throws Exception {
        Action.Patch patch = plan(Apps.app(SPEC, OUT_OF_SYNC));

        assertThat(patch.patchType()).isEqualTo(Action.PatchType.MERGE);
        assertThat(patch.body())
                .isEqualTo(Json.of(Map.of(
                        "operation",
                        Map.of(
                                "initiatedBy",
                                Map.of("username", "midwatch"),
                                "sync",
                                Map.of(
                                        "revision",
                                        "main",
                                        "prune",
                                        false,
                                        "syncOptions",
                                        List.of("CreateNamespace=true"))))));
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().blast()).hasToString("1 out of sync in Application web, to be applied from main");
        assertThat(patch.intent().goal()).isEqualTo(Goal.reads("status.sync.status", "Synced"));
        assertThat(patch.intent().kubectl())
                .isEqualTo("kubectl -n argocd patch applications.argoproj.io web --type merge -p "
                        + "'{\"operation\":{\"initiatedBy\":{\"username\":\"midwatch\"},\"sync\":{\"revision\":\"main\","
                        + "\"prune\":false,\"syncOptions\":[\"CreateNamespace=true\"]}}}'");
    }

    @Test
    void leavesTheRevisionsOfSeveralSourcesToArgoCd() throws Exception {
        Action.Patch patch = plan(Apps.app("sources: [{targetRevision: a}, {targetRevision: b}]", OUT_OF_SYNC));

        assertThat(patch.body().at("operation.sync")).isEqualTo(Json.of(Map.of("prune", false)));
        assertThat(patch.intent().kubectl()).contains("\"sync\":{\"prune\":false}");
    }

    @Test
    void saysWhatStaysBecauseNothingIsPruned() throws Exception {
        Action.Patch patch = plan(Apps.app(SPEC, OUT_OF_SYNC + GONE_FROM_GIT));

        assertThat(patch.intent().blast().count()).isEqualTo(1);
        assertThat(patch.intent().blast().what()).endsWith("; 1 that Git has no more stay");
        assertThat(patch.intent().goal()).isEqualTo(Goal.readsNoLonger("status.operationState.startedAt", ""));
    }

    @Test
    void leavesPruningToAPerson() {
        assertThatThrownBy(() -> plan(Apps.app(SPEC, "sync: {status: OutOfSync}\nresources:\n" + GONE_FROM_GIT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pruning them is for a person");
    }

    @Test
    void refusesWhileAnOperationRunsOrWaits() {
        assertThatThrownBy(() -> plan(Apps.app(SPEC, OUT_OF_SYNC + "operationState: {phase: Running}")))
                .hasMessageContaining("being synced now");
        assertThatThrownBy(() -> plan(Apps.app(SPEC, OUT_OF_SYNC) + "operation: {sync: {}}\n"))
                .hasMessageContaining("being synced now");
    }

    @Test
    void refusesWhatIsInSyncUnlessItsLastSyncFailed() throws Exception {
        String synced = "sync: {status: Synced, revision: abc}\n";
        assertThatThrownBy(() -> plan(Apps.app(SPEC, synced))).hasMessageContaining("nothing to apply");

        Action.Patch again = plan(
                Apps.app(
                        SPEC,
                        synced
                                + "operationState: {phase: Failed, startedAt: '2026-01-02T11:00:00Z', syncResult: {revision: abc}}"));
        assertThat(again.intent().goal())
                .isEqualTo(Goal.readsNoLonger("status.operationState.startedAt", "2026-01-02T11:00:00Z"));
    }
}
