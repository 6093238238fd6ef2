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
        assertThat(ObjectDiff.of(before, after))
                .isEqualTo("+ spec.containers[0].image: web:2\n- spec.paused: true\n~ spec.replicas: 2 -> 3");
    }

    @Test
    void leavesOutWhatEveryWriteChanges() {
        Json before = Json.of(Map.of("metadata", Map.of("resourceVersion", "1", "generation", 1)));
        Json after =
                Json.of(Map.of("metadata", Map.of("resourceVersion", "2", "generation", 2), "status", Map.of("x", 1)));
        assertThat(ObjectDiff.of(before, after)).isEmpty();
    }
}
