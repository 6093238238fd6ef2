package dev.midwatch.core.view;

import java.time.Instant;

/**
 * A conversation or a run's talk with the model.
 *
 * @param origin where it comes from: {@code job:cert-expiry}, {@code discord:1234}, {@code dashboard:roger}
 * @param turns  how many there are
 * @param last   when something was said last
 */
public record SessionRow(String id, String title, String origin, Instant started, long turns, Instant last) {}
