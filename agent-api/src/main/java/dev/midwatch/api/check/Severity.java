package dev.midwatch.api.check;

import java.util.Locale;

/** How bad it is; the order is the order of gravity. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As JSON and configuration write it: {@code warning}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
