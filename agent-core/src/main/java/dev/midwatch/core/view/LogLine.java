package dev.midwatch.core.view;

import java.time.Instant;

/**
 * A line of the log, without secrets.
 *
 * @param n counts lines of this process
 */
public record LogLine(long n, Instant at, String level, String logger, String text) {}
