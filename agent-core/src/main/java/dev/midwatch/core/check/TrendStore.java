package dev.midwatch.core.check;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.check.Trend.Point;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of trends. A cycle reads as its checks ask, and adds what they measured in one transaction at its end. */
public final class TrendStore {
    private static final Duration FORGOTTEN = Duration.ofDays(14);
    private static final Duration LONGEST_CYCLE = Duration.ofHours(1);
    /** So many series at most: those go first to which nothing was added for longest. */
    private static final int MOST = 50_000;

    private final Database database;
    private final int most;

    public TrendStore(Database database) {
        this(database, MOST);
    }

    TrendStore(Database database, int most) {
        this.database = database;
        this.most = most;
    }

    /** What a series is of. */
    private record Key(String check, String series, String about) {
        static Key of(String check, String series, ObjectRef about) {
            return new Key(check, series, about.key() + " " + about.uid());
        }
    }

    /** The series of all objects. */
    private record Kind(String check, String series) {}

    /** For one cycle. */
    public Trends open() {
        return new OneCycle();
    }

    private final class OneCycle implements Trends {
        private final Map<Key, Point> added = new LinkedHashMap<>();
        /** As they are stored, by object: one question for all of them. */
        private final Map<Kind, Map<String, String>> stored = new HashMap<>();

        @Override
        public synchronized Trend with(String check, String series, ObjectRef about, Point now) {
            if (!Double.isFinite(now.value())) {
                throw new IllegalArgumentException("%s of %s is %s".formatted(series, about, now.value()));
            }
            Key key = Key.of(check, series, about);
            List<Point> points =
                    new ArrayList<>(points(stored.computeIfAbsent(new Kind(check, series), TrendStore.this::readAll)
                            .getOrDefault(key.about(), "")));
            points.removeIf(point -> !point.at().isBefore(now.at()));
            if (Thinning.isNews(points, now)) {
                added.put(key, now);
            }
            points.add(now);
            return new Trend(points);
        }

        @Override
        public synchronized void keep() {
            if (!added.isEmpty()) {
                database.inTransaction(() -> {
                    added.forEach(TrendStore.this::add);
                    added.values().stream()
                            .map(Point::at)
                            .max(Comparator.naturalOrder())
                            .ifPresent(now -> forget(now.minus(FORGOTTEN)));
                });
            }
        }
    }

    /** Another cycle that began later may have added to it already; what a clock that was ahead has left counts no more. */
    private void add(Key key, Point point) {
        List<Point> before = new ArrayList<>();
        List<Point> after = new ArrayList<>();
        read(key).forEach(other -> (other.at().isBefore(point.at()) ? before : after).add(other));
        if (!Thinning.isNews(before, point)) {
            return;
        }
        after.removeIf(other -> !other.at().isBefore(point.at().plus(LONGEST_CYCLE)));
        List<Point> points = new ArrayList<>(before);
        points.add(point);
        points.addAll(after);
        Instant last = points.get(points.size() - 1).at();
        database.update(
                "INSERT OR REPLACE INTO trend (check_name, series, about, points, last_at) VALUES (?, ?, ?, ?, ?)",
                key.check(),
                key.series(),
                key.about(),
                write(Thinning.thin(points, last)),
                last);
    }

    private List<Point> read(Key key) {
        return database.one(
                        "SELECT points FROM trend WHERE check_name = ? AND series = ? AND about = ?",
                        row -> points(row.text("points")),
                        key.check(),
                        key.series(),
                        key.about())
                .orElse(List.of());
    }

    private Map<String, String> readAll(Kind kind) {
        Map<String, String> all = new HashMap<>();
        database.query(
                        "SELECT about, points FROM trend WHERE check_name = ? AND series = ?",
                        row -> Map.entry(row.text("about"), row.text("points")),
                        kind.check(),
                        kind.series())
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    private static List<Point> points(String text) {
        List<Point> points = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(" ")) {
            int sign = one.indexOf('=');
            points.add(new Point(
                    Instant.ofEpochSecond(Long.parseLong(one.substring(0, sign))),
                    Double.parseDouble(one.substring(sign + 1))));
        }
        return points;
    }

    private static String write(List<Point> points) {
        return points.stream()
                .map(point -> point.at().getEpochSecond() + "=" + point.value())
                .collect(Collectors.joining(" "));
    }

    /** Forgets the series that nothing was added to: their objects are gone, or their checks. */
    private void forget(Instant lastAddedBefore) {
        database.update("DELETE FROM trend WHERE last_at < ?", lastAddedBefore);
        database.update(
                "DELETE FROM trend WHERE (check_name, series, about) IN"
                        + " (SELECT check_name, series, about FROM trend ORDER BY last_at DESC LIMIT -1 OFFSET ?)",
                most);
    }
}
