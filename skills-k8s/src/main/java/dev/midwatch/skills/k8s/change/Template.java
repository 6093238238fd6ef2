package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A pod template that a workload has or had.
 *
 * @param number as {@code kubectl rollout history} counts; a template that is put back gets a new number
 * @param made   when it was first used, if it says so
 */
record Template(long number, Json pod, Optional<Instant> made) {}
