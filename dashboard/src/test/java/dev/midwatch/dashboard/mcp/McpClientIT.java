package dev.midwatch.dashboard.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.TestGateway;
import dev.midwatch.dashboard.clients.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's other official client, as it is. */
@Tag("clients")
class McpClientIT {
    @Test
    void theJavaScriptClientReadsAndProposes(@TempDir Path directory) throws Exception {
        try (Stage stage = Stage.demo(directory, "timezone: UTC\nactions: {mode: auto_safe}\n");
                TestGateway gateway = new TestGateway(new Mcp(stage.view(), "1"))) {
            Map<String, String> variables = Map.of("MCP_URL", gateway.url("/mcp"), "MCP_KEY", TestGateway.OPERATOR);

            assertThat(Program.node("mcp.mjs", variables)).contains("all is well");
            assertThat(stage.view().proposals().waiting())
                    .extracting(ProposalRow::origin)
                    .containsExactly("mcp:ola");
        }
    }
}
