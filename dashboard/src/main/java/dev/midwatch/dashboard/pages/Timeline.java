package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Overview;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws what a job did in the last six hours, and when it is due within the next. */
public final class Timeline {
    /** What each kind of mark means, the least first. */
    public static final Map<String, String> LEGEND = legend();

    private static final Duration PAST = Duration.ofHours(6);
    private static final Duration WHOLE = Duration.ofHours(7);
    private static final int WIDTH = 420;
    private static final int HEIGHT = 20;
    private static final int SLOT = 3;

    private Timeline() {}

    private static Map<String, String> legend() {
        Map<String, String> legend = new LinkedHashMap<>();
        legend.put("quiet", "nothing to say");
        legend.put("bar", "at work");
        legend.put("report", "a report");
        legend.put("failed", "failed or missed");
        return Collections.unmodifiableMap(legend);
    }

    public static Content of(Overview.JobLine line, Times times) {
        Map<Integer, String> slots = slots(line.ticks(), times.now());
        StringBuilder svg = new StringBuilder(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(WIDTH, HEIGHT, HEIGHT, label(line)));
        for (int hour = 0; hour <= WHOLE.toHours(); hour++) {
            int x = hour * WIDTH / (int) WHOLE.toHours();
            svg.append("<path class=\"%s\" d=\"M%d 0V%d\"/>"
                    .formatted(hour == PAST.toHours() ? "now" : "grid", x, HEIGHT));
        }
        slots.forEach((slot, state) -> svg.append(mark(slot * SLOT, state)));
        line.next()
                .filter(next -> next.isBefore(times.now().plus(WHOLE.minus(PAST))))
                .ifPresent(next -> svg.append("<path class=\"next\" d=\"M%d 3V%d\" stroke-dasharray=\"3 2\"/>"
                        .formatted(x(next, times.now()), HEIGHT - 3)));
        svg.append("</svg>");
        return out -> out.writeContent(svg.toString());
    }

    /** Of several runs in one slot the one that matters most is drawn. */
    private static Map<Integer, String> slots(List<Overview.Tick> ticks, Instant now) {
        Map<Integer, String> slots = new TreeMap<>();
        ticks.stream()
                .filter(tick ->
                        !tick.at().isBefore(now.minus(PAST)) && !tick.at().isAfter(now))
                .forEach(tick -> slots.merge(
                        x(tick.at(), now) / SLOT,
                        kind(tick.state()),
                        (one, other) -> height(one) >= height(other) ? one : other));
        return slots;
    }

    private static int x(Instant at, Instant now) {
        long since = Duration.between(now.minus(PAST), at).toSeconds();
        return (int) Math.min(WIDTH - SLOT, since * WIDTH / WHOLE.toSeconds());
    }

    private static String mark(int x, String kind) {
        int height = height(kind);
        return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\"/>"
                .formatted(kind, x, HEIGHT - height, height);
    }

    static String kind(String state) {
        return switch (state) {
            case "quiet" -> "quiet";
            case "report" -> "report";
            case "claimed", "running" -> "bar";
            default -> "failed";
        };
    }

    /** A run that failed stands out by its height too, not by its colour alone. */
    private static int height(String kind) {
        return switch (kind) {
            case "quiet" -> 7;
            case "bar" -> 10;
            case "report" -> 14;
            default -> HEIGHT;
        };
    }

    private static String label(Overview.JobLine line) {
        if (line.ticks().isEmpty()) {
            return "no run in the last 6 hours";
        }
        Map<String, Long> states = line.ticks().stream()
                .collect(Collectors.groupingBy(Overview.Tick::state, TreeMap::new, Collectors.counting()));
        return "runs in the last 6 hours: "
                + states.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
