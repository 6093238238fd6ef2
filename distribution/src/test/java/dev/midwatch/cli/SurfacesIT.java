package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway serves, as it is installed. */
class SurfacesIT {
    private static final Path SCRIPT =
            Path.of("target", "midwatch", "bin", "midwatch").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("(dashboard is|API answers) at (http://\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path home;

    @Test
    void theGatewayServesTheDashboardAndAnswersProgramsWithTheirKey() throws Exception {
        Process gateway = gateway(Map.of(
                "MIDWATCH_DASHBOARD", "1",
                "MIDWATCH_DASHBOARD_PORT", "0",
                "API_SERVER_ENABLED", "1",
                "API_SERVER_PORT", "0",
                "API_SERVER_KEY", "test-key-0123456789"));
        try {
            List<String> addresses = addresses(gateway);

            assertThat(get(addresses.get(0) + "/").body()).contains("<h1>Overview</h1>");
            String api = addresses.get(1);
            assertThat(get(api + "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(api + "/api/jobs").statusCode()).isEqualTo(401);
            for (String path : List.of("/api/jobs", "/v1/models", "/metrics", "/openapi.json")) {
                assertThat(get(api + path, "Authorization", "Bearer test-key-0123456789")
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            gateway.destroy();
            assertThat(gateway.waitFor(30, TimeUnit.SECONDS))
                    .as("it stops in order")
                    .isTrue();
        } finally {
            gateway.destroyForcibly();
        }
    }

    @Test
    void theGatewayDoesNotStartOpenToStrangers() throws Exception {
        Process gateway = gateway(Map.of("MIDWATCH_DASHBOARD", "1", "MIDWATCH_DASHBOARD_HOST", "0.0.0.0"));
        try {
            assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).isEqualTo(2);
            assertThat(new String(gateway.getInputStream().readAllBytes()))
                    .contains("dashboard.basic_auth.username", "MIDWATCH_DASHBOARD_BASIC_AUTH_PASSWORD");
        } finally {
            gateway.destroyForcibly();
        }
    }

    private Process gateway(Map<String, String> variables) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        SCRIPT.toString(), "gateway", "run", "--simulate", "healthy", "--home", home.toString())
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.matches("(MIDWATCH|HERMES|OPENAI|API_SERVER)_.*"));
        command.environment().putAll(variables);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command.start();
    }

    private static List<String> addresses(Process gateway) throws IOException {
        List<String> addresses = new ArrayList<>();
        BufferedReader lines = gateway.inputReader();
        String line;
        while (addresses.size() < 2 && (line = lines.readLine()) != null) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                addresses.add(address.group(2));
            }
        }
        assertThat(addresses).hasSize(2);
        return addresses;
    }

    private HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
