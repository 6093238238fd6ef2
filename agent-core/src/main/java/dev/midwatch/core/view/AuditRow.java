package dev.midwatch.core.view;

import java.time.Instant;
import java.util.Map;

/**
 * A step of the audit file.
 *
 * @param n     its number, from 1
 * @param facts what the step says besides
 */
public record AuditRow(long n, Instant at, String step, Map<String, Object> facts) {}
