package dev.midwatch.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.agent.ToolUse;
import org.junit.jupiter.api.Test;

class ToolWordsTest {
    @Test
    void namesTheToolAndWhatItIsUsedOnInOneShortLine() {
        assertThat(words("kubectl", "{\"command\":\"get pods\\n -A\"}")).isEqualTo("kubectl get pods -A");
        assertThat(words("scale", "{\"kind\":\"Deployment\",\"namespace\":\"shop\",\"name\":\"web\",\"replicas\":3}"))
                .isEqualTo("scale Deployment shop/web");
        assertThat(words("delete_pod", "{\"namespace\":\"shop\",\"name\":\"web-1\"}"))
                .isEqualTo("delete_pod shop/web-1");
        assertThat(words("findings", "{}")).isEqualTo("findings");
        assertThat(words("kubectl", "not JSON")).isEqualTo("kubectl");
        assertThat(words("kubectl", "{\"command\":\"`" + "x".repeat(500) + "\"}"))
                .hasSize(100)
                .startsWith("kubectl 'xxx");
    }

    private static String words(String tool, String arguments) {
        return ToolWords.of(new ToolUse(tool, arguments));
    }
}
