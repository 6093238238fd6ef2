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

class EvictPodTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-1
              namespace: shop
              uid: u1
              labels: {app: web}
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u2, controller: true}]
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: others, namespace: shop}
            spec: {selector: {matchLabels: {app: db}}}
            """;
    private static final String BUDGET = """
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web, namespace: shop}
            spec: {selector: {matchExpressions: [{key: app, operator: In, values: [web]}]}}
            status: {disruptionsAllowed: 1}
            """;

    private static Action.Intent plan(String manifests) throws Exception {
        Action action = ToolRun.of(new EvictPod())
                .plan(FakeCluster.of(manifests), Map.of("namespace", "shop", "name", "web-1"));
        assertThat(action).isInstanceOf(Action.Evict.class);
        return action.intent();
    }

    @Test
    void evictsThePodThatWasSeen() throws Exception {
        Action.Intent intent = plan(POD);

        assertThat(intent.target().uid()).isEqualTo("u1");
        assertThat(intent.risk()).isEqualTo(Risk.RISKY);
        assertThat(intent.goal()).isEqualTo(Goal.GONE);
        assertThat(intent.kubectl())
                .contains("/api/v1/namespaces/shop/pods/web-1/eviction")
                .contains("\"policy/v1\"");
        assertThat(intent.blast())
                .hasToString("1 pod is evicted, and ReplicaSet shop/web makes another; no disruption budget covers it");
    }

    @Test
    void namesTheBudgetThatCoversIt() throws Exception {
        assertThat(plan(POD + BUDGET).blast().what()).endsWith("; PodDisruptionBudget shop/web allows 1 more");
    }

    @Test
    void sparesAPodThatNothingBringsBack() {
        assertThatThrownBy(() -> plan(POD.replace("controller: true", "controller: false")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing would bring it back");
    }
}
