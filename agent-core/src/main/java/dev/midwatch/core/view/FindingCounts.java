package dev.midwatch.core.view;

/** How many open findings there are that no other explains, by severity, and of all open ones how many stand how. */
public record FindingCounts(
        long critical, long warning, long info, long folded, long acknowledged, long silenced, long flapping) {
    public long open() {
        return critical + warning + info;
    }
}
