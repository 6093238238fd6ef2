package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.hostile.Attempt;
import dev.midwatch.real.RealCluster;
import dev.midwatch.real.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a real API server, judged by its own audit log. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_AUDIT_LOG", matches = ".+")
class HostilePluginRealClusterIT extends HostilePluginContract {
    private Instant mark = Instant.MAX;

    @AfterEach
    void takeAway() throws Exception {
        cluster().kubectl("delete", "clusterrolebinding,clusterrole", "midwatch-hostile", "--ignore-not-found");
        cluster().kubectl("delete", "namespace", "midwatch-hostile", "hostile-ground", "--wait=true");
    }

    /** What a JVM cannot keep and RBAC had to grant, the API server's own log brings to light. */
    @Test
    void isFoundOutByTheApiServersOwnLogWhereItMayWrite() throws Exception {
        Path kubeconfig = kubeconfig(roles("--with-actions"));
        Map<Attempt, String> outcomes = outcomes(kubeconfig);
        assertStoppedByTheJvm(outcomes);
        for (Attempt attempt : List.of(
                Attempt.CONNECTS_THROUGH_THE_LOADER_OF_THE_SPI,
                Attempt.OPENS_THE_READER,
                Attempt.PATCHES_WITH_A_CLIENT_OF_ITS_OWN)) {
            assertThat(outcomes.get(attempt))
                    .as(attempt + ": the right to scale is granted, so whoever has the token can")
                    .isEqualTo("got the answer 200");
        }
        assertThat(outcomes.get(Attempt.DELETES_WITH_A_CLIENT_OF_ITS_OWN))
                .as("no action needs this right")
                .isEqualTo("got the answer 403");
        assertThat(outcomes.get(Attempt.READS_A_SECRET_WITH_A_CLIENT_OF_ITS_OWN))
                .isEqualTo("got the answer 403");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Program.Ended verified =
                    program.run("audit", "verify", "--against", ServerLog.file().toString(), "--user", ACCOUNT);
            assertThat(verified.exit()).isEqualTo(1);
            assertThat(verified.err().lines().filter(line -> line.contains("past the gate")))
                    .hasSize(3)
                    .allMatch(line -> line.contains("patch deployments.apps hostile-ground/web by " + ACCOUNT));
        });
    }

    @Override
    Path kubeconfig(String roles) throws Exception {
        cluster().apply(GROUND);
        cluster().apply(roles);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(cluster().kubectl("auth", "can-i", "list", "namespaces", "--as", ACCOUNT))
                                .contains("yes"));
        mark = Instant.now();
        return Files.writeString(
                directory.resolve("kubeconfig"), cluster().kubeconfigOf("midwatch-hostile", "midwatch"));
    }

    @Override
    List<Request> requests() throws IOException {
        return ServerLog.answered(ACCOUNT, mark).stream()
                .filter(event -> !event.path("requestURI").asText().contains("/selfsubject"))
                .map(HostilePluginRealClusterIT::request)
                .toList();
    }

    private RealCluster cluster() {
        return new RealCluster(directory);
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        return new Request(
                event.path("verb").asText(),
                "%s %s/%s"
                        .formatted(
                                object.path("resource").asText(),
                                object.path("namespace").asText(),
                                object.path("name").asText()),
                event.at("/responseStatus/code").asInt());
    }
}
