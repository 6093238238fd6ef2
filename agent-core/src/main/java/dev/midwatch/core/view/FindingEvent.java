package dev.midwatch.core.view;

import java.time.Instant;

/**
 * Something that became of a finding.
 *
 * @param what     opened, resolved, worse or better
 * @param severity from then on
 */
public record FindingEvent(Instant at, String what, String severity) {}
