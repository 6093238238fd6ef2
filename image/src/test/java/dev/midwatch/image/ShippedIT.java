package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is shipped, together: the image alone, under the manifests' rights alone, on a real API server. */
@Tag("image")
class ShippedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "http://127.0.0.1:8642";
    private static final List<String> JOBS = List.of(
            "cluster-health-check",
            "pod-restart-loop",
            "pvc-pressure",
            "argocd-sync-health",
            "cert-expiry",
            "node-resource-drift",
            "daily-cluster-report");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Pod pod;
    private Process gateway;
    private Path log;

    @BeforeEach
    void install() throws IOException {
        takeAway();
        Pod.kubectl("apply", "--server-side", "-k", "distribution/deploy/base");
        Path secret = directory.resolve("secret.yaml");
        // As somebody fills it in who has no Discord, and a model that does not answer.
        Files.writeString(
                secret,
                Files.readString(Path.of("../distribution/deploy/base/secret.yaml"))
                                .replaceAll("(DISCORD_\\w+): .*", "$1: \"\"")
                                .replaceAll("REPLACE-ME[\\w-]*", "test-only-0123456789abcdef0123456789abcdef")
                        + "  OPENAI_BASE_URL: http://127.0.0.1:9/v1\n");
        Pod.kubectl("apply", "--server-side", "-f", secret.toString());
        pod = Pod.ofDeployment(Unpacked.of(Made.archive(), directory), directory);
        // Kept, for whoever wants to know what it said.
        log = Path.of("target", "shipped-gateway.log").toAbsolutePath();
        Files.deleteIfExists(log);
    }

    @AfterEach
    void takeAway() {
        if (gateway != null) {
            end();
        }
        Pod.kubectl("delete", "clusterrolebinding,clusterrole", "platform-engineer", "--ignore-not-found");
        Pod.kubectl("delete", "namespace", "platform-engineer", "--ignore-not-found");
    }

    @Test
    void watchesUnderItsOwnRightsAloneGoesOnAfterAKillAndKeepsItsState() throws Exception {
        start();
        Path jobs = pod.data().resolve("cron/jobs.json");
        pod.run(List.of("cron", "remove", "cert-expiry"));
        List<String> seeding = cronSeed();
        pod.run(seeding);
        assertThat(names()).containsAll(JOBS);
        byte[] seeded = Files.readAllBytes(jobs);
        pod.run(seeding);
        assertThat(jobs).hasBinaryContent(seeded);

        for (String job : JOBS) {
            run(job);
        }
        // A run ends when its report is in the outbox; it is brought after that.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(said()).contains("• Nodes: 0 of 0 ready"));
        List<JsonNode> before = runs();
        assertThat(before)
                .noneSatisfy(run -> assertThat(run.path("state").asText()).isIn("failed", "interrupted"));
        assertThat(pod.run(List.of("rbac", "check", "--with-actions", "--output", "json")))
                .doesNotContain("\"missing\"");

        kill();
        start();
        assertThat(runs())
                .extracting(run -> run.path("id").asLong())
                .containsAll(before.stream().map(run -> run.path("id").asLong()).toList());
        assertThat(names()).containsAll(JOBS);
        pod.run(List.of("audit", "verify"));
        run("cluster-health-check");
    }

    private void start() throws IOException {
        gateway = pod.start(List.of("gateway", "run"), log);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            assertThat(gateway.isAlive()).as(() -> said()).isTrue();
            return answers("/health/ready");
        });
    }

    private boolean answers(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(API + path)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As a node that runs out of memory does it: nobody is asked. */
    private void kill() throws InterruptedException {
        end();
        assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answers("/health/live")).isFalse();
    }

    /** The container and what waits for its end. */
    private void end() {
        gateway.descendants().forEach(ProcessHandle::destroyForcibly);
        gateway.destroyForcibly();
    }

    /** By the gateway itself, and to its end. */
    private void run(String job) throws Exception {
        long before = finished(job);
        HttpResponse<String> asked = http.send(
                request("/api/jobs/" + job + "/run")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(asked.statusCode()).as("%s: %s", job, asked.body()).isBetween(200, 299);
        Awaitility.await(job).atMost(Duration.ofMinutes(1)).until(() -> finished(job) > before);
    }

    private long finished(String job) throws Exception {
        return runs().stream()
                .filter(run -> run.path("job").asText().equals(job) && run.hasNonNull("finished"))
                .count();
    }

    private List<JsonNode> runs() throws Exception {
        String page = http.send(request("/api/runs?limit=200").build(), BodyHandlers.ofString())
                .body();
        List<JsonNode> runs = new ArrayList<>();
        JSON.readTree(page).path("items").forEach(runs::add);
        return runs;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .header("Authorization", "Bearer " + pod.variable("API_SERVER_KEY"));
    }

    private List<String> names() throws IOException {
        return JSON.readTree(pod.run(List.of("cron", "list", "--output", "json")))
                .findValuesAsText("name");
    }

    /** What the Job's container is given. */
    private static List<String> cronSeed() throws IOException {
        List<String> arguments = new ArrayList<>();
        Pod.get("job", "midwatch-cron-seed")
                .at("/spec/template/spec/containers/0/args")
                .forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
