package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolRunTest {
    /** Counts objects of a type, of which it declared one only. */
    private record Counter(ResourceType type) implements Tool {
        @Override
        public ToolSpec spec() {
            return ToolSpec.named("count", "Counts");
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.list(ResourceType.PODS));
        }

        @Override
        public ToolResult call(Json arguments, ToolContext context) throws ClusterException {
            return ToolResult.of(context.cluster().list(type).size() + " at " + context.now());
        }
    }

    @Test
    void callsWithinTheDeclaredPermissions() throws Exception {
        FakeCluster cluster = FakeCluster.of("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: b}}");

        assertThat(ToolRun.of(new Counter(ResourceType.PODS))
                        .call(cluster, Map.of())
                        .text())
                .isEqualTo("1 at 2026-01-02T12:00:00Z");
        assertThatThrownBy(() -> ToolRun.of(new Counter(ResourceType.SECRETS)).call(cluster, Map.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("not among the declared permissions");
    }
}
