package dev.midwatch.core.agent;

import java.util.Objects;

/**
 * Untrusted text that a run is given: findings, the output of another job. The model gets it redacted, capped and fenced.
 *
 * @param source what it is, in the kernel's own words; no text from the cluster
 */
public record Evidence(String source, String text) {
    public Evidence {
        if (!source.matches("[\\w :.-]+")) {
            throw new IllegalArgumentException("source of evidence " + source + ": plain words");
        }
        Objects.requireNonNull(text, "text");
    }
}
