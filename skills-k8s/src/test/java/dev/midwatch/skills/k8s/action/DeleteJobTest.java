package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeleteJobTest {
    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: load, namespace: shop, uid: j1}
            status: {failed: 2}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: load-a, namespace: shop, ownerReferences: [{kind: Job, name: load, uid: j1, controller: true}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: load-b, namespace: shop, ownerReferences: [{kind: Job, name: load, uid: j1, controller: true}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: old, namespace: shop, ownerReferences: [{kind: Job, name: load, uid: j0, controller: true}]}
            """;

    private static Action.Intent plan(String manifests) throws Exception {
        Action action = ToolRun.of(new DeleteJob())
                .plan(FakeCluster.of(manifests), Map.of("namespace", "shop", "name", "load"));
        assertThat(action).isInstanceOf(Action.Delete.class);
        return action.intent();
    }

    @Test
    void deletesAJobAndCountsItsPods() throws Exception {
        Action.Intent intent = plan(JOB);

        assertThat(intent.target().uid()).isEqualTo("j1");
        assertThat(intent.risk()).isEqualTo(Risk.RISKY);
        assertThat(intent.goal()).isEqualTo(Goal.GONE);
        assertThat(intent.kubectl()).isEqualTo("kubectl -n shop delete job load");
        assertThat(intent.blast()).hasToString("2 pods of Job shop/load are deleted with it; nothing makes another");
    }

    @Test
    void saysWhatIsAtWorkAndWhatMakesTheNext() throws Exception {
        String owned = JOB.replace("failed: 2", "active: 1")
                .replace(
                        "uid: j1}",
                        "uid: j1, ownerReferences: [{kind: CronJob, name: nightly, uid: c1, controller: true}]}");

        assertThat(plan(owned).blast().what())
                .endsWith(
                        "deleted with it, 1 of them at work; CronJob shop/nightly makes the next one when it is time");
        assertThat(plan(owned.replace("CronJob", "Workflow")).blast().what())
                .endsWith("Workflow shop/nightly owns it and may make another");
    }

    @Test
    void leavesAloneWhatIsGoneOrGoing() {
        assertThatThrownBy(() -> plan(JOB.replace("name: load,", "name: other,")))
                .hasMessageStartingWith("there is no Job shop/load");
        assertThatThrownBy(() -> plan(JOB.replace("uid: j1}", "uid: j1, deletionTimestamp: '2026-01-02T11:00:00Z'}")))
                .hasMessageContaining("being deleted already");
    }
}
