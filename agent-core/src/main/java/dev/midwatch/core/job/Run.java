package dev.midwatch.core.job;

import java.time.Instant;
import java.util.Optional;

/**
 * The record of a run.
 *
 * @param attempt counts the times this occurrence was begun; more than 1 after a crash
 * @param missed  for a late run, how many earlier occurrences it stands for; for a missed one, how many it records
 * @param wrote   whether it had begun to change the cluster
 * @param summary first line of its text
 * @param output  where its whole output is kept, relative to the data directory's {@code cron/output}
 */
public record Run(
        long id,
        String jobId,
        String job,
        Instant scheduled,
        int attempt,
        Cause cause,
        RunState state,
        boolean late,
        int missed,
        String owner,
        Instant claimed,
        Optional<Instant> started,
        Optional<Instant> finished,
        boolean wrote,
        String summary,
        RunFacts facts,
        String error,
        Optional<String> output) {}
