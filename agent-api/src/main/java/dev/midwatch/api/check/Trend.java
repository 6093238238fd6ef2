package dev.midwatch.api.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value over time, as {@link CheckContext#trend} gives it: what earlier cycles measured and the value of now, oldest first. The kernel
 * keeps it bounded: the older a stretch, the fewer of its points are left.
 *
 * @param points never empty; the last one is of now
 */
public record Trend(List<Point> points) {
    /** A measurement. */
    public record Point(Instant at, double value) {}

    /** Fewer tell no direction. */
    private static final int ENOUGH = 3;

    public Trend {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a trend has at least the point of now");
        }
    }

    public Point now() {
        return points.get(points.size() - 1);
    }

    /** The time from the first point to now. */
    public Duration span() {
        return Duration.between(points.get(0).at(), now().at());
    }

    /** With an older stretch before its own points, as somebody else measured it; what is not older is left out. */
    public Trend after(List<Point> older) {
        return new Trend(Stream.concat(
                        older.stream()
                                .filter(point ->
                                        point.at().isBefore(points.get(0).at())),
                        points.stream())
                .toList());
    }

    /** The points since a moment. */
    public Trend since(Instant moment) {
        List<Point> recent =
                points.stream().filter(point -> !point.at().isBefore(moment)).toList();
        return recent.isEmpty() ? new Trend(List.of(now())) : new Trend(recent);
    }

    /** How much it rose since a moment, for what is counted and may begin anew at zero: falls count as a beginning. */
    public double increase(Instant since) {
        double sum = 0;
        List<Point> recent = since(since).points();
        for (int i = 1; i < recent.size(); i++) {
            double step = recent.get(i).value() - recent.get(i - 1).value();
            sum += step >= 0 ? step : recent.get(i).value();
        }
        return sum;
    }

    /**
     * When the straight line through its points (least squares) meets a limit.
     *
     * @return empty with fewer than three points, without a direction, or if it leads away from the limit
     */
    public Optional<Instant> reaches(double limit) {
        if (points.size() < ENOUGH || span().isZero()) {
            return Optional.empty();
        }
        double perSecond = slope();
        double left = limit - now().value();
        if (left == 0) {
            return Optional.of(now().at());
        }
        double seconds = left / perSecond;
        return Double.isFinite(seconds)
                        && seconds > 0
                        && seconds < Duration.ofDays(3650).toSeconds()
                ? Optional.of(now().at().plusSeconds(Math.round(seconds)))
                : Optional.empty();
    }

    private double slope() {
        double meanTime = points.stream().mapToDouble(this::seconds).average().orElseThrow();
        double meanValue = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double together = 0;
        double apart = 0;
        for (Point point : points) {
            together += (seconds(point) - meanTime) * (point.value() - meanValue);
            apart += (seconds(point) - meanTime) * (seconds(point) - meanTime);
        }
        return together / apart;
    }

    private double seconds(Point point) {
        return Duration.between(points.get(0).at(), point.at()).toMillis() / 1000.0;
    }
}
