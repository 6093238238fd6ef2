package dev.midwatch.scenarios;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.check.Trends;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What earlier looks measured, as a scenario says. */
final class Remembered implements Trends {
    private final List<History> histories;
    private final Instant now;
    private final Set<History> asked = ConcurrentHashMap.newKeySet();

    Remembered(List<History> histories, Instant now) {
        this.histories = histories;
        this.now = now;
    }

    @Override
    public Trend with(String check, String series, ObjectRef about, Trend.Point point) {
        List<History> known = histories.stream()
                .filter(one -> one.check().equals(check)
                        && one.series().equals(series)
                        && one.about().equals(about.toString()))
                .toList();
        asked.addAll(known);
        Stream<Trend.Point> before = known.stream()
                .flatMap(one -> one.points().entrySet().stream())
                .map(entry -> new Trend.Point(now.minus(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(Trend.Point::at));
        return new Trend(Stream.concat(before, Stream.of(point)).toList());
    }

    /** Those that no check asked for: a slip of the pen. */
    List<History> unasked() {
        return histories.stream().filter(one -> !asked.contains(one)).toList();
    }
}
