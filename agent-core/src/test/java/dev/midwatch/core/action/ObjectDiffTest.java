package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectDiffTest {
    @Test
    void saysALineForEachFieldThatChanges() {
        Json before = Json.of(Map.of("spec", Map.of("replicas", 2, "paused", true)));
        Json after = Json.of(Map.of("spec", Map.of("replicas", 3, "containers", List.of(Map.of("image", "web:2")))));
        assertThat(diff(before, after))
                .isEqualTo("+ spec.containers[0].image: \"web:2\"\n- spec.paused: true\n~ spec.replicas: 2 -> 3");
    }

    @Test
    void leavesOutWhatEveryWriteChanges() {
        Json before = Json.of(Map.of("metadata", Map.of("resourceVersion", "1", "generation", 1)));
        Json after =
                Json.of(Map.of("metadata", Map.of("resourceVersion", "2", "generation", 2), "status", Map.of("x", 1)));
        assertThat(diff(before, after)).isEmpty();
    }

    @Test
    void showsTheStatusWhereTheStatusIsWhatIsPatched() {
        Json before = Json.of(Map.of("status", Map.of("revision", 3)));
        Json after = Json.of(Map.of(
                "status", Map.of("revision", 3, "conditions", List.of(Map.of("type", "Issuing", "status", "True")))));
        assertThat(ObjectDiff.of(before, after, true))
                .isEqualTo("+ status.conditions[0].status: \"True\"\n+ status.conditions[0].type: \"Issuing\"");
        assertThat(ObjectDiff.of(before, after, false)).isEmpty();
    }

    @Test
    void showsWhatIsEmptyBecauseThatOftenMeansEverything() {
        Json before = Json.of(Map.of("spec", Map.of("podSelector", Map.of("app", "web"))));
        Json after = Json.of(
                Map.of("spec", Map.of("podSelector", Map.of(), "ingress", List.of(Map.of()), "egress", List.of())));
        assertThat(diff(before, after))
                .isEqualTo(
                        "+ spec.egress: []\n+ spec.ingress[0]: {}\n+ spec.podSelector: {}\n- spec.podSelector.app: \"web\"");
    }

    @Test
    void tellsATextFromWhatOnlyReadsLikeIt() {
        assertThat(diff(Json.of(Map.of("a", "true", "b", "3")), Json.of(Map.of("a", true, "b", 3))))
                .isEqualTo("~ a: \"true\" -> true\n~ b: \"3\" -> 3");
    }

    @Test
    void neitherAValueNorAKeyCanForgeALine() {
        String forged = "x\n~ spec.replicas: 3 -> 3";
        Json after = Json.of(Map.of("kind", "Note", "note", forged, forged, 1, "spec.replicas", 2));
        assertThat(diff(Json.of(Map.of("kind", "Note")), after).lines())
                .containsExactlyInAnyOrder(
                        "+ note: \"x\\n~ spec.replicas: 3 -> 3\"",
                        "+ \"x\\n~ spec.replicas: 3 -> 3\": 1",
                        "+ \"spec.replicas\": 2");
    }

    private static String diff(Json before, Json after) {
        return ObjectDiff.of(before, after, false);
    }
}
