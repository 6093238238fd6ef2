package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.action.Action;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetOwnerTest {
    private final FakeCluster cluster = FakeCluster.of("""
            {apiVersion: v1, kind: Namespace, metadata: {name: shop, uid: u-1, labels: {owner: team-a}}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: attic, uid: u-2}}
            """);

    @Test
    void plansTheLabelAndTheWayBack() throws Exception {
        Action action = plan("shop", "team-b");

        assertThat(action.intent().kubectl()).isEqualTo("kubectl label --overwrite namespace shop owner=team-b");
        assertThat(labels(action)).isEqualTo("{owner=team-b}");
        assertThat(labels(action.intent().undo().orElseThrow())).isEqualTo("{owner=team-a}");
    }

    @Test
    void takesAwayInUndoingWhatWasNotThereBefore() throws Exception {
        Action back = plan("attic", "team-b").intent().undo().orElseThrow();

        assertThat(back.intent().kubectl()).isEqualTo("kubectl label --overwrite namespace attic owner-");
        assertThat(labels(back)).isEqualTo("{owner=null}");
    }

    @Test
    void plansNothingWhereThereIsNothingToDo() {
        assertThatThrownBy(() -> plan("shop", "team-a")).hasMessage("shop belongs to team-a already");
        assertThatThrownBy(() -> plan("cellar", "team-a")).hasMessage("there is no namespace cellar");
    }

    private Action plan(String namespace, String owner) throws Exception {
        return ToolRun.of(new SetOwner()).plan(cluster, Map.of("namespace", namespace, "owner", owner));
    }

    private static String labels(Action action) {
        return ((Action.Patch) action).body().at("metadata.labels").toString();
    }
}
