package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.kube.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private static Cluster cluster;

    @BeforeAll
    static void connect() throws IOException, GeneralSecurityException {
        kubeconfig = Path.of(System.getenv("MIDWATCH_TEST_EMPTY_KUBECONFIG"));
        api = RealServer.of(kubeconfig);
        cluster = Checks.connect(kubeconfig);
    }

    @AfterAll
    static void leave() throws IOException {
        try (PACE;
                Cluster connection = cluster) {
            new RealHost(api, PACE).clear(DEFINITIONS);
        }
    }

    /** The types that a server does not have come once and late, since a new one takes seconds until it is served. */
    @TestFactory
    Stream<DynamicTest> tellsWhatEachScenarioSays() throws IOException {
        Map<Boolean, List<Scenario>> byNeed = Scenarios.in(ScenariosOnSimulatorTest.FOLDER).stream()
                .filter(CoveragePage::onRealServer)
                .filter(scenario -> scenario.name().contains(System.getProperty("midwatch.scenario", "")))
                .collect(Collectors.partitioningBy(
                        scenario -> scenario.objects().stream().anyMatch(Definitions::define)));
        return Stream.of(
                        Stream.of(DynamicTest.dynamicTest(
                                "nothing but the server", ScenariosOnRealClusterTest::playNothing)),
                        byNeed.get(false).stream().map(ScenariosOnRealClusterTest::test),
                        Stream.of(DynamicTest.dynamicTest(
                                "nothing but more types", ScenariosOnRealClusterTest::playNothingButTypes)),
                        byNeed.get(true).stream().map(ScenariosOnRealClusterTest::test))
                .flatMap(Function.identity());
    }

    private static DynamicTest test(Scenario scenario) {
        return DynamicTest.dynamicTest(scenario.name(), () -> play(scenario));
    }

    private static void playNothingButTypes() throws IOException {
        new RealHost(api, PACE).define(DEFINITIONS);
        cluster.close();
        // The one before remembers for a while what the server lacked.
        cluster = Checks.connect(kubeconfig);
        playNothing();
    }

    private static void playNothing() {
        CheckReport report = new Checks(files).look(cluster, Instant.now());

        assertThat(report.findings()).as(Verdict.shown(report)).isEmpty();
    }

    private static void play(Scenario scenario) throws IOException {
        Instant now = RealClock.of(scenario, Instant.now());
        RealHost host = new RealHost(api, PACE);
        Placement placement = new Placement(host, PACE, now);
        try {
            placement.place(scenario.objects(now));
            CheckReport report = new Checks(files).look(cluster, now, scenario);

            assertThat(Verdict.differences(scenario.expect(), report))
                    .as("%s: %s%n%s", scenario.name(), scenario.story(), Verdict.shown(report))
                    .isEmpty();
        } finally {
            host.clear(placement.placed());
        }
    }
}
