package dev.midwatch.core.view;

import java.util.List;

/**
 * What a silence would hide now.
 *
 * @param count how many open findings
 * @param some  the gravest of them
 */
public record SilencePreview(long count, List<FindingRow> some) {
    public SilencePreview {
        some = List.copyOf(some);
    }
}
