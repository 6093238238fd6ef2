package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seven jobs of the first day, through weeks in which the clocks change. */
class SimulatedWeekTest {
    private static final List<Job> SEEDED = List.of(
            Job.watch("cluster-health-check", "every 15m", ""),
            Job.watch("pod-restart-loop", "every 10m", ""),
            Job.watch("pvc-pressure", "every 30m", ""),
            Job.watch("argocd-sync-health", "every 1h", ""),
            Job.watch("cert-expiry", "every 1d at 09:00", ""),
            Job.watch("node-resource-drift", "every 30m", ""),
            Job.report("daily-cluster-report", "0 8 * * *", ""));

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2026-03-23, 167",
        "Europe/Berlin,    2026-10-19, 169",
        "America/New_York, 2026-10-26, 169"
    })
    void makesExactlyTheRunsThatAreDue(String zone, LocalDate monday, int hours) {
        ZoneId id = ZoneId.of(zone);
        Instant start = monday.atStartOfDay(id).toInstant();
        Instant end = monday.plusWeeks(1).atStartOfDay(id).toInstant();
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(hours));
        try (Night night = new Night(home, start.minusSeconds(1).toString())) {
            night.zone(zone);
            // Nothing is killed here, and a week of waiting for the disk would tell nothing.
            night.database.update("PRAGMA synchronous = OFF");
            assertThat(night.catalog.seed(SEEDED).added()).hasSize(7);
            night.until(end);
            assertThat(night.ran).containsExactlyInAnyOrderElementsOf(expected(id, monday, start, end));
            assertThat(night.runs).noneMatch(run -> run.late() || run.missed() > 0);
            assertThat(night.notices).isEmpty();
        }
    }

    /** Worked out without the code under test. */
    private static List<String> expected(ZoneId zone, LocalDate monday, Instant start, Instant end) {
        List<String> runs = new ArrayList<>();
        every(runs, "cluster-health-check", 15, start, end);
        every(runs, "pod-restart-loop", 10, start, end);
        every(runs, "pvc-pressure", 30, start, end);
        every(runs, "argocd-sync-health", 60, start, end);
        every(runs, "node-resource-drift", 30, start, end);
        for (int day = 0; day < 7; day++) {
            LocalDate date = monday.plusDays(day);
            runs.add("cert-expiry "
                    + date.atTime(LocalTime.of(9, 0)).atZone(zone).toInstant());
            runs.add("daily-cluster-report "
                    + date.atTime(LocalTime.of(8, 0)).atZone(zone).toInstant());
        }
        return runs;
    }

    private static void every(List<String> runs, String job, int minutes, Instant start, Instant end) {
        for (Instant at = start; at.isBefore(end); at = at.plus(Duration.ofMinutes(minutes))) {
            runs.add(job + " " + at);
        }
    }
}
