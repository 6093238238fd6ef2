package dev.midwatch.scenarios;

import java.time.Duration;
import java.util.Map;

/**
 * What a check measured of an object before.
 *
 * @param about  kind and namespace/name, or kind and name
 * @param points how much, by how long before
 */
public record History(String check, String series, String about, Map<Duration, Double> points) {
    public History {
        points = Map.copyOf(points);
    }
}
