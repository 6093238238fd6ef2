package dev.midwatch.core.view;

import java.time.Instant;
import java.util.Map;

/**
 * Findings that nobody wants to hear of for a while.
 *
 * @param matchers what a finding must be, all of it: reason, severity, namespace, kind, name, fingerprint
 */
public record SilenceRow(long id, Map<String, String> matchers, Instant until, String by, String why) {
    public SilenceRow {
        matchers = Map.copyOf(matchers);
    }
}
