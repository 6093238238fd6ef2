package dev.midwatch.core.view;

import java.time.Instant;

/**
 * What was said.
 *
 * @param role system, user, assistant or tool
 */
public record TurnRow(String role, String text, Instant at) {}
