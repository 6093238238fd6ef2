package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskedSettingsTest {
    private static final String SECRET = "sk-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c";

    @Test
    void showsNoSecretNorLetsItBeMovedWhereAComplaintWouldQuoteIt(@TempDir Path directory) {
        try (Stage stage = Stage.demo(directory, "timezone: UTC\nmodel:\n  api_key: " + SECRET + "\n");
                Gateway gateway = Gateway.of(stage.view())) {
            Gateway.Answer file = gateway.get("/api/settings/config.yaml");
            assertThat(file.text()).contains("********1").doesNotContain(SECRET);
            assertThat(gateway.get("/api/settings").text()).doesNotContain(SECRET);
            for (String moved : new String[] {"timezone: ********1", "gateway:\\n  ********1: x", "x********1: y"}) {
                Gateway.Answer check =
                        gateway.post("/api/settings/config.yaml/check", "{\"text\": \"" + moved + "\\n\"}");
                assertThat(check.status()).isEqualTo(200);
                assertThat(check.json().path("problems")).isNotEmpty();
                assertThat(check.text()).doesNotContain(SECRET);
                String version = file.json().path("version").asText();
                Gateway.Answer save = gateway.as(
                        Gateway.APPROVER,
                        "PUT",
                        "/api/settings/config.yaml",
                        "{\"text\": \"" + moved + "\\n\", \"version\": \"" + version + "\"}");
                assertThat(save.status()).isEqualTo(422);
                assertThat(save.text()).doesNotContain(SECRET);
            }
        }
    }
}
