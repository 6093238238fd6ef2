package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalsTest {
    private static boolean reached(Goal goal, ResourceType type, String uid, String more) {
        Map<?, ?> json = (Map<?, ?>)
                CanonicalJson.parse("{'metadata':{'namespace':'shop','name':'web','uid':'%s','generation':4}%s}"
                                .formatted(uid, more)
                                .replace('\'', '"'))
                        .raw();
        @SuppressWarnings("unchecked")
        KubeObject now = KubeObject.of(type, (Map<String, ?>) json);
        return Goals.reached(intent(type, goal), Optional.of(now));
    }

    private static Action.Intent intent(ResourceType type, Goal goal) {
        return new Action.Intent(
                        "scale",
                        type,
                        new ObjectRef(type.apiVersion(), type.kind(), "shop", "web", "u"),
                        Risk.RISKY,
                        "…")
                .until(goal);
    }

    @ParameterizedTest
    @CsvSource({
        "3,4,3,3,3,true",
        "3,3,3,3,3,false", // not yet seen by its controller
        "3,4,4,3,3,false", // an old pod is left
        "3,4,3,2,3,false",
        "3,4,3,3,2,false",
        "0,4,0,0,0,true"
    })
    void aRolloutIsDoneWhenEveryPodIsNewAndAvailable(
            int wanted, int observed, int replicas, int updated, int available, boolean done) {
        assertThat(reached(
                        Goal.ROLLED_OUT,
                        ResourceType.DEPLOYMENTS,
                        "u",
                        ",'spec':{'replicas':%d},'status':{'observedGeneration':%d,'replicas':%d,'updatedReplicas':%d,'availableReplicas':%d}"
                                .formatted(wanted, observed, replicas, updated, available)))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"2,2,2,true", "2,1,2,false", "2,2,1,false", "0,0,0,true"})
    void aDaemonSetCountsItsNodes(int wanted, int updated, int available, boolean done) {
        assertThat(reached(
                        Goal.ROLLED_OUT,
                        ResourceType.DAEMON_SETS,
                        "u",
                        ",'status':{'observedGeneration':4,'desiredNumberScheduled':%d,'updatedNumberScheduled':%d,'numberAvailable':%d}"
                                .formatted(wanted, updated, available)))
                .isEqualTo(done);
    }

    @Test
    void aFieldIsReadAsText() {
        String suspended = ",'spec':{'suspend':true}";
        assertThat(reached(Goal.reads("spec.suspend", true), ResourceType.CRON_JOBS, "u", suspended))
                .isTrue();
        assertThat(reached(Goal.reads("spec.suspend", ""), ResourceType.CRON_JOBS, "u", suspended))
                .isFalse();
        assertThat(reached(Goal.readsNoLonger("spec.suspend", ""), ResourceType.CRON_JOBS, "u", suspended))
                .isTrue();
        assertThat(reached(Goal.readsNoLonger("spec.suspend", true), ResourceType.CRON_JOBS, "u", suspended))
                .isFalse();
    }

    @Test
    void anotherObjectOfThatNameReachesOnlyThatTheFirstIsGone() {
        assertThat(reached(Goal.GONE, ResourceType.PODS, "other", "")).isTrue();
        assertThat(reached(Goal.GONE, ResourceType.PODS, "u", "")).isFalse();
        assertThat(reached(Goal.readsNoLonger("spec.x", "y"), ResourceType.PODS, "other", ""))
                .isFalse();
        assertThat(Goals.reached(intent(ResourceType.PODS, Goal.GONE), Optional.empty()))
                .isTrue();
        assertThat(Goals.reached(intent(ResourceType.PODS, Goal.ANSWERED), Optional.empty()))
                .isTrue();
    }
}
