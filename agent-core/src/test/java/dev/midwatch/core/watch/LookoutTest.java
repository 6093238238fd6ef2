package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.job.Cause;
import dev.midwatch.core.job.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookoutTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String READY = """
        {"status":{"conditions":[{"type":"Ready","status":"%s","reason":"Test","lastTransitionTime":"2026-01-02T12:00:00Z"}]}}\
        """;
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private LookoutWorld world;
    private String node;

    @BeforeEach
    void open() throws Exception {
        world = new LookoutWorld(directory);
        String nodes = send("GET", "/api/v1/nodes", "");
        node = nodes.replaceFirst("(?s).*?\"metadata\":\\{\"name\":\"([^\"]+)\".*", "$1");
        assertThat(node).matches("[a-z0-9.-]+");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsWithinSecondsOfANodeThatIsNoLongerReady() throws Exception {
        world.job("watch", "on_findings");
        followed();
        long from = System.nanoTime();

        ready("False");

        await().atMost(SOON).until(() -> world.told().contains(node + " is not ready"));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
        assertThat(world.runs())
                .singleElement()
                .returns(Cause.CHANGE, Run::cause)
                .returns("watch", Run::job);
    }

    @Test
    void tellsOnceWhatGoesOn() throws Exception {
        world.job("watch", "on_findings");
        followed();
        ready("False");
        await().atMost(SOON).until(() -> world.told().contains("is not ready"));

        int looks = world.looks.get();
        for (int i = 0; i < 3; i++) {
            send("POST", MAPS, "{\"metadata\":{\"name\":\"m%d\"}}".formatted(i));
        }

        await().atMost(SOON).until(() -> world.looks.get() > looks);
        assertThat(world.runs()).hasSize(1);
    }

    @Test
    void looksSeldomAndRunsNothingWhileMuchChangesThatBreaksNothing() throws Exception {
        world.job("watch", "on_findings");
        followed();
        int before = world.looks.get();
        long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();

        int changes = 0;
        for (long next = System.nanoTime(); next < end; next += TimeUnit.MILLISECONDS.toNanos(50)) {
            send("POST", MAPS, "{\"metadata\":{\"name\":\"m%d\"},\"data\":{\"k\":\"v\"}}".formatted(changes++));
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }

        assertThat(changes).isGreaterThan(60);
        await().atMost(SOON).until(() -> world.looks.get() > before);
        assertThat(world.looks.get() - before).isBetween(1, 8);
        assertThat(world.runs()).isEmpty();
    }

    @Test
    void leavesAJobThatHasItsHoursAlone() throws Exception {
        world.job("digest", "always");
        world.job("watch", "on_findings");
        followed();

        ready("False");

        await().atMost(SOON).until(() -> world.told().contains("is not ready"));
        assertThat(world.runs()).extracting(Run::job).containsExactly("watch");
    }

    @Test
    void leavesAJobAloneOutOfItsHoursAndOneThatRunsOnce() throws Exception {
        world.job("mornings", "*/5 8-10 * * *", "on_findings");
        world.job("once", "2026-01-03T08:00:00Z", "on_findings");
        world.job("watch", "on_findings");
        followed();

        ready("False");

        await().atMost(SOON).until(() -> world.told().contains("is not ready"));
        assertThat(world.runs()).extracting(Run::job).containsExactly("watch");
    }

    @Test
    void asksTheServerForNothingWhenItLooks() throws Exception {
        world.job("watch", "on_findings");
        followed();
        long nodes = world.listsOf("nodes");
        long usage = world.listsOf("pods.metrics.k8s.io");
        int before = world.looks.get();

        for (int i = 0; i < 3; i++) {
            int looks = world.looks.get();
            send("POST", MAPS, "{\"metadata\":{\"name\":\"m%d\"}}".formatted(i));
            await().atMost(SOON).until(() -> world.looks.get() > looks);
        }

        assertThat(world.looks.get() - before).isGreaterThanOrEqualTo(3);
        assertThat(world.listsOf("nodes")).isEqualTo(nodes);
        assertThat(world.listsOf("pods.metrics.k8s.io")).isEqualTo(usage).isLessThanOrEqualTo(1);
    }

    private void followed() {
        world.begin();
        await().atMost(SOON)
                .until(() -> world.looks.get() > 0
                        && world.follows(ResourceType.NODES)
                        && world.follows(ResourceType.CONFIG_MAPS));
    }

    private void ready(String status) throws Exception {
        send("PATCH", "/api/v1/nodes/" + node + "/status", READY.formatted(status));
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        URI address = world.simulation.url().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + world.simulation.adminToken())
                .header(
                        "Content-Type",
                        method.equals("PATCH") ? "application/strategic-merge-patch+json" : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }
}
