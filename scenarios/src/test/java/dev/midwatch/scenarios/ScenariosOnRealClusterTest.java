package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.check.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same scenarios, one after the other, on a real API server whose controllers stand still. They are taken away again; the cluster
 * has to be empty, and must be one that may be broken.
 */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_EMPTY_KUBECONFIG", matches = ".+")
class ScenariosOnRealClusterTest {
    @TempDir
    static Path files;

    private static final AtOnce PACE = new AtOnce();
    private static final Queue<ObjectNode> DEFINITIONS = new ConcurrentLinkedQueue<>();
    private static Path kubeconfig;
    private static Api api;

    @BeforeAll
    static void connect() throws IOException, GeneralSecurityException {
        kubeconfig = Path.of(System.getenv("MIDWATCH_TEST_EMPTY_KUBECONFIG"));
        api = RealServer.of(kubeconfig);
        new RealHost(api, PACE).define(DEFINITIONS);
    }

    @AfterAll
    static void leave() throws IOException {
        try (PACE) {
            new RealHost(api, PACE).clear(DEFINITIONS);
        }
    }

    @TestFactory
    Stream<DynamicTest> tellsWhatEachScenarioSays() throws IOException {
        Stream<DynamicTest> scenarios = Scenarios.in(ScenariosOnSimulatorTest.FOLDER).stream()
                .filter(CoveragePage::onRealServer)
                .filter(scenario -> scenario.name().contains(System.getProperty("midwatch.scenario", "")))
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> play(scenario)));
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest("nothing but the server and its types", () -> playNothing())),
                scenarios);
    }

    private static void playNothing() throws IOException {
        CheckReport report = new Checks(files).look(kubeconfig, Instant.now());

        assertThat(report.findings()).as(Verdict.shown(report)).isEmpty();
    }

    private static void play(Scenario scenario) throws IOException {
        Instant now = RealClock.of(scenario, Instant.now());
        RealHost host = new RealHost(api, PACE);
        Placement placement = new Placement(host, PACE, now);
        try {
            placement.place(scenario.objects(now));
            CheckReport report = new Checks(files).look(kubeconfig, now, scenario);

            assertThat(Verdict.differences(scenario.expect(), report))
                    .as("%s: %s%n%s", scenario.name(), scenario.story(), Verdict.shown(report))
                    .isEmpty();
        } finally {
            host.clear(placement.placed());
        }
    }
}
