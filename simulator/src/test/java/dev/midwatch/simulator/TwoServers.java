package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The simulator and a real API server side by side, each with the same new namespace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoServers {
    final String NAMESPACE = "diff-" + UUID.randomUUID().toString().substring(0, 8);
    final String CORE = "/api/v1/namespaces/" + NAMESPACE;
    final String APPS = "/apis/apps/v1/namespaces/" + NAMESPACE;
    Simulation simulation;
    Path kubeconfig;
    Wire real;
    Wire simulated;

    @BeforeAll
    void start() throws Exception {
        kubeconfig = Path.of(System.getenv("MIDWATCH_TEST_KUBECONFIG"));
        real = RealServer.of(kubeconfig);
        simulation = Simulation.start(Scenario.empty());
        simulated = Wire.admin(simulation);
        same(wire -> wire.post(
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + NAMESPACE + "\"}}"));
        Awaitility.await()
                .until(() -> real.get(CORE + "/serviceaccounts/default").code() == 200);
        Awaitility.await()
                .until(() -> simulated.get(CORE + "/serviceaccounts/default").code() == 200);
    }

    @AfterAll
    void stop() {
        real.delete("/api/v1/namespaces/" + NAMESPACE, null);
        simulation.close();
    }

    void same(Function<Wire, Wire.Reply> request) {
        List<String> differences = differences(request);
        assertThat(differences).isEmpty();
    }

    List<String> differences(Function<Wire, Wire.Reply> request) {
        Wire.Reply truth = request.apply(real);
        Wire.Reply ours = request.apply(simulated);
        List<String> differences = new ArrayList<>();
        if (truth.code() != ours.code()) {
            differences.add("code: real " + truth.code() + " " + truth.text() + ", simulated " + ours.code() + " "
                    + ours.text());
        }
        differences.addAll(Comparison.differences(truth.json(), ours.json()));
        List<String> managers = managers(truth.json());
        if (!managers.equals(managers(ours.json()))) {
            differences.add("managers: real " + managers + ", simulated " + managers(ours.json()));
        }
        return differences;
    }

    private static List<String> managers(JsonNode object) {
        List<String> managers = new ArrayList<>();
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            managers.add(entry.path("manager").asText() + " "
                    + entry.path("operation").asText() + " "
                    + entry.path("subresource").asText());
        }
        managers.sort(String::compareTo);
        return managers;
    }

    /** Compares many requests and reports all differences at once. */
    final class Script {
        private final SoftAssertions all = new SoftAssertions();

        Script step(String name, Function<Wire, Wire.Reply> request) {
            all.assertThat(differences(request)).as(name).isEmpty();
            return this;
        }

        void end() {
            all.assertAll();
        }
    }
}
