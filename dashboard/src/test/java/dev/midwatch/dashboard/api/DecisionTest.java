package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionTest {
    @Test
    void runsOnceWhatManyApproveAtOnce(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Stage stage = Stage.demo(directory).minutes(30);
                Gateway gateway = Gateway.of(stage.view())) {
            String id = waiting(gateway);
            assertThat(gateway.as(Gateway.OPERATOR, "POST", "/api/proposals/" + id + "/approve", "")
                            .status())
                    .isEqualTo(403);
            CyclicBarrier together = new CyclicBarrier(6);
            List<Future<Gateway.Answer>> asked = new ArrayList<>();
            for (int n = 0; n < 6; n++) {
                String key = n % 2 == 0 ? Gateway.APPROVER : Gateway.SECOND;
                asked.add(threads.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    return gateway.as(key, "POST", "/api/proposals/" + id + "/approve", "");
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Gateway.Answer> answer : asked) {
                Gateway.Answer got = answer.get(60, TimeUnit.SECONDS);
                statuses.add(got.status());
                assertThat(got.json()
                                .path(got.status() == 200 ? "done" : "detail")
                                .asText())
                        .isNotEmpty();
            }
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
            JsonNode executed = gateway.get("/api/audit?q=" + id).json();
            assertThat(executed.findValuesAsText("step")).containsOnlyOnce("approved");
            assertThat(executed.findValuesAsText("step").stream().filter(step -> step.contains("execut")))
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(gateway.get("/api/proposals/" + id).json().path("state").asText())
                    .isEqualTo("approved");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void deniesOnceAndSaysSoToWhoComesLater(@TempDir Path directory) {
        try (Stage stage = Stage.demo(directory).minutes(30);
                Gateway gateway = Gateway.of(stage.view())) {
            String path = "/api/proposals/" + waiting(gateway);
            Gateway.Answer denied = gateway.post(path + "/deny", "");
            assertThat(denied.status()).as(denied.text()).isEqualTo(200);
            assertThat(denied.json().at("/proposal/state").asText()).isEqualTo("denied");
            assertThat(denied.json().at("/proposal/decided_by").asText()).isEqualTo("api:ann");
            Gateway.Answer late = gateway.as(Gateway.SECOND, "POST", path + "/approve", "");
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.json().path("detail").asText()).isNotBlank();
            assertThat(gateway.as(Gateway.SECOND, "POST", path + "/deny", "").status())
                    .isEqualTo(409);
        }
    }

    private static String waiting(Gateway gateway) {
        return gateway.get("/api/proposals?state=waiting")
                .json()
                .at("/items/0/id")
                .asText();
    }
}
