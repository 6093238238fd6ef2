package dev.midwatch.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A job, its definition and how it stands.
 *
 * @param describes the schedule for people: {@code every 15 minutes}
 * @param timezone  the job's own, or the configuration's
 * @param when      on_findings or always
 * @param nextRun   when it is due; empty if paused or never again
 * @param failing   since when every run has failed
 */
public record JobRow(
        String id,
        String name,
        String schedule,
        String describes,
        String timezone,
        String prompt,
        List<String> checks,
        String when,
        String deliver,
        List<String> skills,
        List<String> tools,
        Optional<String> model,
        List<String> contextFrom,
        Optional<String> workdir,
        Optional<String> script,
        Optional<String> timeout,
        OptionalLong tokenBudget,
        OptionalInt repeat,
        boolean enabled,
        Optional<String> pausedReason,
        Optional<Instant> nextRun,
        Optional<RunRow> lastRun,
        boolean running,
        Optional<Instant> failing) {}
