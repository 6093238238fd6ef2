package dev.midwatch.core.view;

import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a job.
 *
 * @param state    claimed, running, quiet, report, failed, interrupted or missed
 * @param cause    why it ran: scheduled or manual
 * @param wrote    whether it had begun to change the cluster
 * @param lookedAt {@code 412 pods, 3 nodes}
 * @param notSeen  what could not be seen and why
 * @param output   whether its whole output is kept
 */
public record RunRow(
        long id,
        String job,
        Instant scheduled,
        Optional<Instant> started,
        Optional<Instant> finished,
        String state,
        String cause,
        int attempt,
        boolean late,
        int missed,
        boolean wrote,
        String summary,
        String lookedAt,
        String notSeen,
        long tokensIn,
        long tokensOut,
        String error,
        boolean output) {}
