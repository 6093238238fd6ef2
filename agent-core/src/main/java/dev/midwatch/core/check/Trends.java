package dev.midwatch.core.check;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ObjectRef;
import java.util.List;

/** What checks measure over time, as one cycle adds to it. */
public interface Trends {
    /** For a single look, which knows the value of now alone. */
    Trends NONE = (check, series, about, now) -> new Trend(List.of(now));

    /** The series with the point of now at its end. */
    Trend with(String check, String series, ObjectRef about, Trend.Point now);

    /** Keeps what the cycle added. */
    default void keep() {}
}
