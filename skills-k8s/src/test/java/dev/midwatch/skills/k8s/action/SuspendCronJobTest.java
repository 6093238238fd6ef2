package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspendCronJobTest {
    private static final String ACTIVE = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: nightly, namespace: shop, uid: c1}
            spec: {schedule: "0 3 * * *", suspend: false}
            status: {active: [{name: nightly-1}]}
            """;
    private static final String SUSPENDED = ACTIVE.replace("suspend: false", "suspend: true");

    private static Action.Patch plan(String manifests, Object suspend) throws Exception {
        return (Action.Patch) ToolRun.of(new SuspendCronJob())
                .plan(FakeCluster.of(manifests), Map.of("namespace", "shop", "name", "nightly", "suspend", suspend));
    }

    @Test
    void suspends() throws Exception {
        Action.Patch patch = plan(ACTIVE, true);

        assertThat(patch.body()).isEqualTo(Json.of(Map.of("spec", Map.of("suspend", true))));
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().goal()).isEqualTo(Goal.reads("spec.suspend", "true"));
        assertThat(patch.intent().kubectl())
                .isEqualTo("kubectl -n shop patch cronjob nightly -p '{\"spec\":{\"suspend\":true}}'");
        assertThat(patch.intent().blast())
                .hasToString("0 running jobs are touched; CronJob shop/nightly starts no more of them (0 3 * * *), "
                        + "and 1 at work go on");
    }

    @Test
    void resumesAndIsUndoneByTheReverse() throws Exception {
        Action.Patch resume = plan(SUSPENDED, false);

        assertThat(resume.body()).isEqualTo(Json.of(Map.of("spec", Map.of("suspend", false))));
        assertThat(((Action.Patch) resume.intent().undo().orElseThrow()).body())
                .isEqualTo(plan(ACTIVE, true).body());
        assertThat(((Action.Patch) plan(ACTIVE, true).intent().undo().orElseThrow()).body())
                .isEqualTo(resume.body());
    }

    @Test
    void refusesWhatIsSoAlready() {
        assertThatThrownBy(() -> plan(SUSPENDED, true)).hasMessage("CronJob shop/nightly is suspended already");
        assertThatThrownBy(() -> plan(ACTIVE, false)).hasMessageContaining("not suspended");
        assertThatThrownBy(() -> plan(ACTIVE, "soon")).hasMessage("suspend has to be true or false");
    }
}
