package dev.midwatch.core.view;

import java.util.Optional;

/**
 * Which steps are wanted.
 *
 * @param step of that name
 * @param text anywhere in the line
 */
public record AuditFilter(Optional<String> step, Optional<String> text) {
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), Optional.empty());
}
