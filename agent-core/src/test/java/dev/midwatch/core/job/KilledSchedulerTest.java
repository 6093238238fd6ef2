package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process with a busy scheduler at random moments, again and again, and looks at what is left. */
@Tag("long")
class KilledSchedulerTest {
    private static final int KILLS = 10;

    @TempDir
    Path home;

    private final Map<Long, String> acknowledged = new HashMap<>();

    @Test
    void losesAndDoublesNothing() throws Exception {
        Instant start = Clock.systemUTC().instant();
        JobCatalog catalog = JobCatalog.open(home.resolve("jobs.json"), new FastClock(start), ZoneOffset.UTC);
        BusyChild.JOBS.forEach(job -> catalog.create(Map.of("name", job, "schedule", "every 1m")));
        Random random = new Random(20261123);
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(start, random.nextInt(500));
        }
        BusyChild last = new BusyChild(home, start, Runnable::run);
        try {
            // One tick takes up one run of each job.
            for (int tick = 0; tick < 5; tick++) {
                last.scheduler.tick();
            }
            assertThat(last.store().unfinished()).isEmpty();
            assertThat(last.store().recent(100_000))
                    .as("kills that hit nothing prove nothing")
                    .filteredOn(run -> run.state() == RunState.INTERRUPTED)
                    .isNotEmpty();
            checkAcknowledged(last);
            checkTold(last);
            for (String job : BusyChild.JOBS) {
                check(last.store().recent(catalog.get(job).id(), 100_000));
            }
        } finally {
            last.database().close();
        }
    }

    private void runAndKill(Instant start, int millis) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyChild.class.getName(),
                        home.toString(),
                        start.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            lines.add(out.readLine());
            assertThat(child.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
            // By its handle: the process itself would close the stream, and what it said last with it.
            assertThat(child.toHandle().destroyForcibly()).isTrue();
            out.lines().forEach(lines::add);
            child.waitFor();
        }
        for (String line : lines) {
            // The kill may have cut the last line.
            if (line != null && line.matches("\\d+ (QUIET|REPORT|FAILED|MISSED|INTERRUPTED)")) {
                String[] parts = line.split(" ");
                acknowledged.put(Long.parseLong(parts[0]), parts[1]);
            }
        }
    }

    private void checkAcknowledged(BusyChild last) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach((id, state) -> assertThat(last.store().find(id))
                .hasValueSatisfying(run -> assertThat(run.state()).hasToString(state)));
    }

    /** What was told stands in the same transaction as the record of the run. */
    private static void checkTold(BusyChild last) {
        List<String> told = last.database()
                .query("SELECT job, scheduled FROM told", row -> row.text("job") + " " + row.instant("scheduled"));
        List<String> reports = last.store().recent(100_000).stream()
                .filter(run -> run.state() == RunState.REPORT)
                .map(run -> run.job() + " " + run.scheduled())
                .toList();
        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(reports);
    }

    private static void check(List<Run> runs) {
        TreeMap<Instant, List<Run>> occurrences = new TreeMap<>();
        runs.stream()
                .sorted(Comparator.comparing(Run::attempt))
                .forEach(run -> occurrences
                        .computeIfAbsent(run.scheduled(), any -> new ArrayList<>())
                        .add(run));
        assertThat(occurrences).hasSizeGreaterThan(2);
        occurrences.values().forEach(KilledSchedulerTest::checkAttempts);
        checkNoneLost(occurrences);
    }

    private static void checkAttempts(List<Run> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            Run run = attempts.get(i);
            boolean last = i == attempts.size() - 1;
            assertThat(run.attempt()).isEqualTo(i + 1);
            assertThat(run.state() == RunState.INTERRUPTED || last)
                    .as("only what was cut is begun again: %s", attempts)
                    .isTrue();
            if (run.state() == RunState.INTERRUPTED) {
                assertThat(run.wrote() || run.attempt() == Scheduler.ATTEMPTS)
                        .as("what only read is begun again, what wrote is not: %s", attempts)
                        .isEqualTo(last);
            }
        }
    }

    /** From one recorded occurrence to the next, those between are accounted for as missed. */
    private static void checkNoneLost(TreeMap<Instant, List<Run>> occurrences) {
        Instant before = null;
        for (List<Run> attempts : occurrences.values()) {
            Run first = attempts.get(0);
            long between = first.state() == RunState.MISSED ? first.missed() - 1 : first.missed();
            if (before != null) {
                assertThat(first.scheduled()).as("%s", first).isEqualTo(before.plus(Duration.ofMinutes(between + 1)));
            }
            before = first.scheduled();
        }
    }
}
