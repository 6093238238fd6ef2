package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.kube.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seven seeded jobs with the settings of the first cluster, through the weeks in which the clocks change. */
@Tag("weeks")
@Execution(ExecutionMode.CONCURRENT)
class WeekIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String CONFIG = """
            model:
              provider: openai-api
              default: claude-4.5-haiku
              api_mode: chat_completions
            auxiliary:
              compression: {provider: openai-api, model: gemini-3-flash}
              title_generation: {provider: openai-api, model: gemini-3-flash}
            terminal:
              backend: local
              cwd: /workspace
              timeout: 180
              home_mode: profile
            tool_loop_guardrails:
              hard_stop_enabled: true
              hard_stop_after: {exact_failure: 5, idempotent_no_progress: 5}
            sessions: {auto_prune: true, retention_days: 90}
            cron: {wrap_response: false}
            memory: {memory_enabled: true, user_profile_enabled: true}
            timezone: Europe/Berlin
            """;

    private static final Map<LocalDate, Duration> TOOK = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    /** On average, since the first of them also waits for the compiler. */
    @AfterAll
    static void aWeekTakesAFewMinutesAtMost() {
        Duration both = TOOK.values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(both.dividedBy(TOOK.size())).isLessThan(LIMIT);
    }

    /** An hour less in spring, an hour more in autumn: intervals keep their length, times of day their time. */
    @ParameterizedTest
    @CsvSource({"2026-03-23, 167", "2026-10-19, 169"})
    void runsEachJobExactlyAsOftenAsItIsDue(LocalDate monday, int hours) {
        Instant start = monday.atStartOfDay(BERLIN).toInstant();
        Instant end = monday.plusWeeks(1).atStartOfDay(BERLIN).toInstant();
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(hours));
        try (SimulatedWatch watch = SimulatedWatch.start(directory, start.minusSeconds(1), CONFIG)) {
            assertThat(watch.kernel.get(Config.class).timezone()).isEqualTo(BERLIN);
            long begun = System.nanoTime();
            watch.until(end);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            System.out.printf(
                    "the week of %s: %.1f s, %d API requests%n",
                    monday,
                    took.toMillis() / 1000.0,
                    watch.kernel.get(Cluster.class).requests().count());
            TOOK.put(monday, took);
            Map<String, Long> counts =
                    watch.runs().stream().collect(Collectors.groupingBy(Run::job, TreeMap::new, Collectors.counting()));
            assertThat(counts)
                    .isEqualTo(new TreeMap<>(Map.of(
                            "cluster-health-check",
                            4L * hours,
                            "pod-restart-loop",
                            6L * hours,
                            "pvc-pressure",
                            2L * hours,
                            "argocd-sync-health",
                            (long) hours,
                            "helm-releases",
                            (long) hours,
                            "cert-expiry",
                            7L,
                            "node-resource-drift",
                            2L * hours,
                            "daily-cluster-report",
                            7L)));
            assertThat(watch.runs())
                    .allMatch(run -> !run.late() && run.missed() == 0 && run.attempt() == 1)
                    .allMatch(run -> run.state()
                            == (run.job().equals("daily-cluster-report") ? RunState.REPORT : RunState.QUIET));
            assertThat(watch.runs())
                    .filteredOn(run -> run.job().equals("daily-cluster-report"))
                    .allMatch(run -> run.scheduled().atZone(BERLIN).getHour() == 8);
            assertThat(watch.heard().lines().filter(line -> line.contains("Nodes:")))
                    .as("seven reports")
                    .hasSize(7);
        }
    }
}
