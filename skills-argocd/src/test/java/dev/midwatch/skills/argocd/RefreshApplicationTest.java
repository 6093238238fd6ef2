package dev.midwatch.skills.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshApplicationTest {
    private static final String STATUS =
            "reconciledAt: '2026-01-02T11:00:00Z'\nresources: [{kind: Service, name: web}]";

    private static Action.Patch plan(String app, Boolean... hard) throws Exception {
        Map<String, Object> arguments = new HashMap<>(Map.of("namespace", "argocd", "name", "web"));
        if (hard.length > 0) {
            arguments.put("hard", hard[0]);
        }
        return (Action.Patch) ToolRun.of(new RefreshApplication()).plan(FakeCluster.of(app), arguments);
    }

    @Test
    void asksForAComparison() throws Exception {
        Action.Patch patch = plan(Apps.app(STATUS));

        assertThat(patch.patchType()).isEqualTo(Action.PatchType.MERGE);
        assertThat(patch.body())
                .isEqualTo(Json.of(
                        Map.of("metadata", Map.of("annotations", Map.of("argocd.argoproj.io/refresh", "normal")))));
        assertThat(patch.intent().risk()).isEqualTo(Risk.SAFE);
        assertThat(patch.intent().target().uid()).isEqualTo("u1");
        assertThat(patch.intent().goal()).isEqualTo(Goal.readsNoLonger("status.reconciledAt", "2026-01-02T11:00:00Z"));
        assertThat(patch.intent().kubectl())
                .isEqualTo("kubectl -n argocd annotate applications.argoproj.io web argocd.argoproj.io/refresh=normal");
        assertThat(patch.intent().blast().count()).isZero();
    }

    @Test
    void asksForAHardOne() throws Exception {
        assertThat(plan(Apps.app(STATUS), true)
                        .body()
                        .at("metadata.annotations")
                        .get("argocd.argoproj.io/refresh")
                        .text())
                .isEqualTo("hard");
        assertThat(plan(Apps.app(STATUS), false).intent().kubectl()).endsWith("=normal");
    }

    @Test
    void saysThatAnApplicationThatSyncsItselfMaySync() throws Exception {
        assertThat(plan(Apps.app(Apps.automated(), STATUS)).intent().blast())
                .hasToString("1 resources of Application web at most: it syncs itself if Git has something new");
    }

    @Test
    void refusesASecondRequestAndWhatIsGoneOrGoing() {
        String app = Apps.app(STATUS);
        assertThatThrownBy(() ->
                        plan(app.replace("uid: u1", "uid: u1, annotations: {argocd.argoproj.io/refresh: normal}")))
                .hasMessageContaining("waits for a refresh already");
        assertThatThrownBy(() -> plan(app.replace("uid: u1", "uid: u1, deletionTimestamp: '2026-01-02T11:00:00Z'")))
                .hasMessageContaining("being deleted");
        assertThatThrownBy(() -> plan(app.replace("name: web, namespace", "name: shop, namespace")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no Application argocd/web");
    }
}
