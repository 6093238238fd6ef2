package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.Wire;
import dev.midwatch.dashboard.signin.OpenToStrangers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A gateway for which no key was set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenGatewayTest {
    private Stage stage;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory);
        gateway = Gateway.withoutKeys(stage.view());
    }

    @AfterAll
    void stop() {
        gateway.close();
        stage.close();
    }

    @Test
    void answersThisMachine() throws Exception {
        assertThat(gateway.send("GET", "/api/jobs", "").status()).isEqualTo(200);
        assertThat(gateway.send("POST", "/api/jobs/cert-expiry/pause", "{\"reason\": \"a move\"}")
                        .status())
                .isEqualTo(200);
        assertThat(Wire.get(gateway.port(), "/api/jobs", "Host: localhost:8642").status())
                .isEqualTo(200);
        assertThat(gateway.send("GET", "/api/audit?step=job%20paused", "")
                        .json()
                        .at("/items/0/facts/by")
                        .asText())
                .isEqualTo("api:this machine");
    }

    @Test
    void answersNobodyWhoMeansAnotherMachine() throws Exception {
        assertThat(Wire.get(gateway.port(), "/api/jobs", "Host: rebound.example")
                        .status())
                .isEqualTo(403);
        assertThat(Wire.get(gateway.port(), "/api/jobs", "X-Forwarded-For: 203.0.113.9")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatAPageOfAnotherSiteMakesABrowserSend() throws Exception {
        String request = "POST /api/jobs/cert-expiry/resume HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 0\r\n%s\r\n";
        for (String header : List.of(
                "Origin: https://evil.example\r\n",
                "Origin: http://localhost:3000\r\n",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
                "Sec-Fetch-Site: same-site\r\n")) {
            assertThat(Wire.send(gateway.port(), request.formatted(header)).status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(Wire.send(gateway.port(), request.formatted("")).status()).isEqualTo(200);
    }

    @Test
    void answersMetricsWithoutAKeyOnlyIfThatIsSet() {
        assertThat(gateway.send("GET", "/metrics", "").status()).isEqualTo(200);
        try (Gateway locked = Gateway.of(stage.view())) {
            assertThat(locked.send("GET", "/metrics", "").status()).isEqualTo(401);
            assertThat(locked.as(Gateway.VIEWER, "GET", "/metrics", "").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void doesNotStartWhereOthersCouldConnect() {
        HttpSettings everywhere = new HttpSettings("api", "0.0.0.0", 0, TrustedProxies.none(), Limits.defaults());
        assertThatThrownBy(() -> new GatewayServer(
                        new GatewaySettings(everywhere, List.of(), false), stage.view(), fact -> {}, List.of()))
                .isInstanceOf(OpenToStrangers.class)
                .hasMessageContaining("API_SERVER_KEY");
    }
}
