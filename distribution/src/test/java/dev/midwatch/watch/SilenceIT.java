package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When it is silent and when it is not, with a model and without. */
class SilenceIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    Path directory;

    private static String config(ScriptedModel model) {
        return """
                timezone: UTC
                agent: {run_budget_seconds: 8}
                model: {default: small-model, base_url: "%s"}
                """.formatted(model.baseUrl());
    }

    @Test
    void aHealthyDayCostsNoModelCallAndNoMessageButTheReport() {
        try (ScriptedModel model = ScriptedModel.start().reply("All is well: three nodes, every workload ready.");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.until(MIDNIGHT.plus(Duration.ofDays(1)));
            assertThat(watch.runs()).hasSizeGreaterThan(300);
            assertThat(watch.runs())
                    .filteredOn(run -> run.state() != RunState.QUIET)
                    .extracting(Run::job, Run::state)
                    .containsExactly(tuple("daily-cluster-report", RunState.REPORT));
            assertThat(model.requests()).hasSize(1);
            assertThat(watch.heard().strip()).isEqualTo("All is well: three nodes, every workload ready.");
            assertThat(watch.runs()).allMatch(run -> !run.facts().lookedAt().isEmpty());
        }
    }

    @Test
    void aModelThatWouldBeSilentOverAFindingIsOverruled() {
        try (ScriptedModel model = ScriptedModel.start().reply("[SILENT]");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.crashTheShop();
            assertThat(model.requests()).hasSize(1);
            assertThat(watch.heard()).contains("shop/shop").contains("crash").doesNotContain("[SILENT]");
        }
    }

    @Test
    void findingsGoOutWhenTheModelAnswersWithErrors() {
        try (ScriptedModel model = ScriptedModel.start()
                        .status(500)
                        .status(500)
                        .status(500)
                        .status(500);
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.crashTheShop();
            assertThat(model.requests()).isNotEmpty();
            assertThat(watch.heard()).contains("shop/shop").contains("told without the model");
        }
    }

    @Test
    void findingsGoOutWhenTheModelStalls() {
        try (ScriptedModel model = ScriptedModel.start().stallHalfWay("The shop is");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.crashTheShop();
            assertThat(model.requests()).hasSize(1);
            assertThat(watch.heard())
                    .contains("shop/shop")
                    .contains("told without the model")
                    .doesNotContain("The shop is");
        }
    }

    @Test
    void theFirstRequestFitsASmallModel() {
        try (ScriptedModel model = ScriptedModel.start().reply("shop/shop crashes: its database connection is gone.");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.crashTheShop();
            RecordedRequest first = model.requests().get(0);
            int bytes = bytes(String.join("", first.contents("system")))
                    + bytes(first.body().path("tools").toString());
            System.out.printf("first request: %d bytes, %d of them before evidence%n", bytes(first.text()), bytes);
            assertThat(bytes / 3.5).isLessThanOrEqualTo(4_000);
            assertThat(String.join("", first.contents("user"))).contains("shop/shop");
            assertThat(watch.heard()).contains("shop/shop crashes: its database connection is gone.");
        }
    }

    /** While the model of one run thinks, another run sees the same. */
    @Test
    void ofTwoRunsThatSeeTheSameAtOnceOneTellsIt() {
        ExecutorService workers = Executors.newCachedThreadPool();
        try (ScriptedModel model =
                        ScriptedModel.start().stallHalfWay("The shop is").reply("The shop is down.");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model), workers)) {
            watch.runWhatIsDue();
            watch.simulation.inject(SimulatedWatch.CRASH);
            watch.simulation.advance(Duration.ofMinutes(30));
            watch.runWhatIsDue();
            assertThat(watch.runs())
                    .filteredOn(run -> run.job().matches("cluster-health-check|pod-restart-loop"))
                    .extracting(Run::state)
                    .containsExactlyInAnyOrder(RunState.QUIET, RunState.REPORT);
            assertThat(model.requests()).hasSize(1);
            assertThat(watch.heard()).containsOnlyOnce("Container shop of Pod shop/");
        } finally {
            workers.shutdownNow();
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
