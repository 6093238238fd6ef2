package dev.midwatch.api.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a Prometheus measured that the configuration names under {@code prometheus}; where it names none, nothing. Better evidence for what
 * a check can also tell without it: no check may depend on it. Nothing here fails: an answer that does not come is empty, and the kernel says
 * once that the check which asked did not see everything.
 */
public interface Metrics {
    /** Where no Prometheus is configured. */
    Metrics NONE = (promql, back) -> List.of();

    /**
     * One series of an answer.
     *
     * @param labels as Prometheus gives them
     * @param points oldest first; without those that are no numbers
     */
    record Series(Map<String, String> labels, List<Trend.Point> points) {
        public Series {
            labels = Map.copyOf(labels);
            points = List.copyOf(points);
        }

        /** A label's value; empty if it has none of that name. */
        public String label(String name) {
            return labels.getOrDefault(Objects.requireNonNull(name, "name"), "");
        }
    }

    /**
     * The series of an expression over a time that ends now, each with some 200 points at most.
     *
     * @param promql an expression; names of the cluster's objects in it are put in by {@link #quote}
     * @param back   how far back it begins; zero: the values of now, a single point each
     */
    List<Series> over(String promql, Duration back);

    /** The values of now, a single point each. */
    default List<Series> now(String promql) {
        return over(promql, Duration.ZERO);
    }

    /** A text as a string of PromQL, in its quotation marks. */
    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
