package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the whole watch exposes, and whether the files for monitoring ask for just that. */
class MonitoringIT {
    private static final Path FILES = Path.of("deploy", "monitoring");
    private static final Path RULES = FILES.resolve("rules.yaml");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final Map<String, Set<String>> CONTRACT = Map.ofEntries(
            Map.entry("midwatch_runs_total", Set.of("job", "outcome")),
            Map.entry("midwatch_run_seconds_bucket", Set.of("job", "le")),
            Map.entry("midwatch_run_seconds_count", Set.of("job")),
            Map.entry("midwatch_run_seconds_sum", Set.of("job")),
            Map.entry("midwatch_findings", Set.of("severity", "state")),
            Map.entry("midwatch_silent_runs_total", Set.of("job")),
            Map.entry("midwatch_overruled_silences_total", Set.of()),
            Map.entry("midwatch_tokens_total", Set.of("job", "kind")),
            Map.entry("midwatch_actions_total", Set.of("action", "outcome")),
            Map.entry("midwatch_deliveries_total", Set.of("channel", "outcome")),
            Map.entry("midwatch_last_tick_timestamp_seconds", Set.of()),
            Map.entry("midwatch_coverage_gaps", Set.of()),
            Map.entry("midwatch_api_requests_total", Set.of("resource", "verb", "code")));
    private static final String CRASH = """
            crash:
              workload: shop/shop
              exit-code: 1
              after: 12s
              log: ['panic: no usable database connection']
              healed-by: restart""";

    @TempDir
    Path directory;

    /** A workload crashes, the model would be silent, the restart is approved and helps. */
    private Scrape afterARepair() throws IOException {
        try (ScriptedModel model = ScriptedModel.start().reply("[SILENT]").reply("[SILENT]");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, """
                        timezone: UTC
                        agent: {run_budget_seconds: 8}
                        model: {default: small-model, base_url: "%s"}
                        """.formatted(model.baseUrl()))) {
            watch.simulation.inject(CRASH);
            for (int minute = 0; minute < 60 && watch.proposals().isEmpty(); minute++) {
                watch.minutes(1);
            }
            Scrape broken = Scrape.of(watch.kernel);
            assertThat(broken.value("midwatch_findings{severity=\"critical\",state=\"open\"}"))
                    .isEqualTo(1);
            watch.decide("approve:" + watch.proposals().get(0).id());
            watch.minutes(15);
            return Scrape.of(watch.kernel);
        }
    }

    @Test
    void theWholeStoryIsCountedOnce() throws IOException {
        Scrape scrape = afterARepair();

        assertThat(scrape.value("midwatch_actions_total{action=\"rollout_restart\",outcome=\"proposed\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("midwatch_actions_total{action=\"rollout_restart\",outcome=\"ran\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("midwatch_actions_total{action=\"rollout_restart\",outcome=\"fixed\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("midwatch_overruled_silences_total")).isEqualTo(1);
        assertThat(scrape.value("midwatch_tokens_total{job=\"pod-restart-loop\",kind=\"input\"}")
                        + scrape.value("midwatch_tokens_total{job=\"cluster-health-check\",kind=\"input\"}"))
                .isPositive();
        assertThat(scrape.value("midwatch_deliveries_total{channel=\"console\",outcome=\"delivered\"}"))
                .isGreaterThanOrEqualTo(2);
        assertThat(scrape.value("midwatch_silent_runs_total{job=\"pod-restart-loop\"}"))
                .isPositive();
        assertThat(scrape.value("midwatch_findings{severity=\"critical\",state=\"open\"}"))
                .isZero();
        assertThat(scrape.value("midwatch_api_requests_total{code=\"200\",resource=\"pods\",verb=\"list\"}"))
                .isPositive();
    }

    @Test
    void whatIsExposedIsWhatWasPromisedAndAllThatTheFilesAskFor() throws IOException {
        Map<String, Set<String>> exposed = afterARepair().metrics();

        CONTRACT.forEach((name, labels) -> assertThat(exposed).containsEntry(name, labels));
        assertThat(exposed.keySet().stream().filter(name -> name.startsWith("midwatch_")))
                .containsExactlyInAnyOrderElementsOf(CONTRACT.keySet());
        for (String file : List.of("grafana-dashboard.json", "rules.yaml", "rules.test.yaml", "prometheus-rule.yaml")) {
            Map<String, Set<String>> asked = Expressions.in(FILES.resolve(file)).asked();
            assertThat(asked).as(file).isNotEmpty();
            asked.forEach((name, labels) -> {
                assertThat(exposed).as(file).containsKey(name);
                assertThat(exposed.get(name)).as(name + " in " + file).containsAll(labels);
            });
        }
    }

    @Test
    void theDashboardShowsEveryMetricThatIsPromised() throws IOException {
        Set<String> shown =
                Expressions.in(FILES.resolve("grafana-dashboard.json")).asked().keySet();

        assertThat(CONTRACT.keySet().stream()
                        .filter(name -> !name.endsWith("_sum") && !name.equals("midwatch_run_seconds_count")))
                .isSubsetOf(shown);
    }

    @Test
    void theDashboardCanBeImportedAnywhere() throws IOException {
        JsonNode dashboard = Expressions.yaml(FILES.resolve("grafana-dashboard.json"));

        assertThat(dashboard.findValues("uid").stream().map(JsonNode::asText))
                .allMatch(uid -> uid.equals("${datasource}") || uid.equals("midwatch"));
        assertThat(dashboard.path("templating").path("list").findValuesAsText("name"))
                .contains("datasource", "instance");
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panels::add);
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).allMatch(panel -> panel.path("title").asText().length() > 3);
    }

    @Test
    void theOperatorGetsTheSameRules() throws IOException {
        JsonNode rules = Expressions.yaml(RULES);
        JsonNode operator = Expressions.yaml(FILES.resolve("prometheus-rule.yaml"));

        assertThat(operator.path("spec").path("groups")).isEqualTo(rules.path("groups"));
        assertThat(rules.findValuesAsText("alert"))
                .containsExactly("MidwatchNotTicking", "MidwatchBlind", "MidwatchDeliveryFailing");
    }

    @Test
    void everyAlertHasAChapterThatSaysWhatToDo() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "monitoring.md"));

        for (JsonNode rule : Expressions.yaml(RULES).findValues("annotations")) {
            assertThat(rule.path("summary").asText()).isNotBlank();
            assertThat(rule.path("description").asText()).isNotBlank();
            String anchor = rule.path("runbook").asText().replaceFirst("^docs/monitoring.md#", "");
            assertThat(page.lines().map(String::toLowerCase)).contains("### " + anchor);
        }
    }

    /** Where there is no promtool there is no such test; {@code .ci/promtool.sh} makes one. */
    @TestFactory
    Stream<DynamicTest> promtool() {
        return Stream.of(
                        System.getenv("PATH").split(":"),
                        new String[] {System.getProperty("user.home") + "/.cache/midwatch/bin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .limit(1)
                .flatMap(tool -> Stream.of(
                        DynamicTest.dynamicTest(
                                "likes the rules",
                                () -> assertThat(
                                                say(tool, "check", "rules", "--lint=all", "--lint-fatal", "rules.yaml"))
                                        .contains("SUCCESS: 3 rules found")),
                        DynamicTest.dynamicTest(
                                "fires them when it should",
                                () -> assertThat(say(tool, "test", "rules", "rules.test.yaml"))
                                        .contains("SUCCESS"))));
    }

    private static String say(Path tool, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(tool.toString()), Stream.of(arguments))
                        .toList())
                .directory(FILES.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
