package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerToolTest {
    private final FakeCluster cluster = FakeCluster.of("""
            {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {owner: team-a}}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: attic}}
            """);

    @Test
    void saysWhoOwnsANamespace() throws Exception {
        assertThat(ask("shop")).isEqualTo(ToolResult.of("shop belongs to team-a"));
        assertThat(ask("attic")).isEqualTo(ToolResult.of("attic has no label owner"));
    }

    @Test
    void tellsTheModelWhatItGotWrong() throws Exception {
        assertThat(ask("shopp")).isEqualTo(ToolResult.failed("there is no namespace shopp"));
    }

    private ToolResult ask(String namespace) throws Exception {
        return ToolRun.of(new OwnerTool()).call(cluster, Map.of("namespace", namespace));
    }
}
