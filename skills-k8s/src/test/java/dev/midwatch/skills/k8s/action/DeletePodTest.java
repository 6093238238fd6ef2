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

class DeletePodTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-1
              namespace: shop
              uid: u1
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u2, controller: true}]
            """;

    private static Action plan(String manifests) throws Exception {
        return ToolRun.of(new DeletePod())
                .plan(FakeCluster.of(manifests), Map.of("namespace", "shop", "name", "web-1"));
    }

    @Test
    void deletesThePodThatWasSeen() throws Exception {
        Action action = plan(POD);

        assertThat(action).isInstanceOf(Action.Delete.class);
        assertThat(action.intent().target().uid()).isEqualTo("u1");
        assertThat(action.intent().risk()).isEqualTo(Risk.SAFE);
        assertThat(action.intent().kubectl()).isEqualTo("kubectl -n shop delete pod web-1");
        assertThat(action.intent().blast()).hasToString("1 pod is deleted, and ReplicaSet shop/web makes another");
        assertThat(action.intent().goal()).isEqualTo(Goal.GONE);
    }

    @Test
    void asksForAPodThatIsReadyAndSaysSo() throws Exception {
        Action action = plan(POD + "status: {conditions: [{type: Ready, status: 'True'}]}\n");

        assertThat(action.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(action.intent().blast())
                .hasToString("1 pod, which is ready, is deleted, and ReplicaSet shop/web makes another");
        assertThat(plan(POD + "status: {conditions: [{type: Ready, status: 'False'}]}\n")
                        .intent()
                        .risk())
                .isEqualTo(Risk.SAFE);
    }

    @Test
    void sparesAPodThatNothingBringsBack() {
        assertThatThrownBy(() -> plan(POD.replace("controller: true", "controller: false")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Pod shop/web-1 has no controller: nothing would bring it back");
    }

    @Test
    void sparesTheMirrorOfAStaticPod() {
        assertThatThrownBy(() -> plan(POD.replace("kind: ReplicaSet", "kind: Node")))
                .hasMessageContaining("static pod");
    }

    @Test
    void leavesAloneWhatIsGoneOrGoing() {
        assertThatThrownBy(() -> plan(POD.replace("name: web-1", "name: web-2")))
                .hasMessageStartingWith("there is no Pod shop/web-1");
        assertThatThrownBy(() -> plan(POD.replace("uid: u1", "uid: u1\n  deletionTimestamp: '2026-01-02T11:00:00Z'")))
                .hasMessageContaining("being deleted already");
    }
}
