package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.TestGateway;
import dev.midwatch.dashboard.clients.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client libraries, as they are. */
@Tag("clients")
class OpenAiClientsIT {
    @Test
    void thePythonClientWorksUnmodified(@TempDir Path directory) throws Exception {
        try (Talking talking = talking(directory)) {
            assertThat(Program.python("chat.py", variables(talking))).contains("all is well");
            assertThat(talking.model.left()).isZero();
        }
    }

    @Test
    void theJavaScriptClientWorksUnmodified(@TempDir Path directory) throws Exception {
        try (Talking talking = talking(directory)) {
            assertThat(Program.node("chat.mjs", variables(talking))).contains("all is well");
            assertThat(talking.model.left()).isZero();
        }
    }

    private static Talking talking(Path directory) {
        Talking talking = new Talking(directory);
        talking.model
                .reply("Three nodes.")
                .reply("Quite sure.")
                .toolCall("kubectl", "{\"command\":\"get nodes\"}")
                .reply("All three are ready.");
        return talking;
    }

    private static Map<String, String> variables(Talking talking) {
        return Map.of("OPENAI_BASE_URL", talking.gateway.url("/v1"), "OPENAI_API_KEY", TestGateway.VIEWER);
    }
}
