package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingEvent;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws how grave a finding was in the last seven days: a step up when it opened or got worse, down when it was resolved. */
public final class Sparkline {
    private static final Duration SPAN = Duration.ofDays(7);
    private static final int WIDTH = 700;
    private static final int HEIGHT = 60;
    private static final int STEP = 17;
    /** What has only just happened is seen too. */
    private static final int LEAST = 6;

    private Sparkline() {}

    /** @param events oldest first */
    public static Content of(List<FindingEvent> events, Times times) {
        StringBuilder curve = new StringBuilder();
        int level = 0;
        curve.append("M0 ").append(y(levelBefore(events, times)));
        level = levelBefore(events, times);
        for (FindingEvent event : within(events, times)) {
            int x = x(event.at(), times);
            level = level(event);
            curve.append("H").append(x).append("V").append(y(level));
        }
        curve.append("H").append(WIDTH);
        String svg =
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" height=\"%d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">"
                                .formatted(WIDTH, HEIGHT, HEIGHT, label(events, times))
                        + days()
                        + "<path class=\"area\" d=\"%sV%dH0Z\"/><path class=\"curve\" d=\"%s\"/></svg>"
                                .formatted(curve, HEIGHT, curve);
        return out -> out.writeContent(svg);
    }

    private static String days() {
        StringBuilder days = new StringBuilder();
        for (long day = 0; day <= SPAN.toDays(); day++) {
            days.append("<path class=\"grid\" d=\"M%d 0V%d\"/>".formatted(day * WIDTH / SPAN.toDays(), HEIGHT));
        }
        return days.toString();
    }

    private static List<FindingEvent> within(List<FindingEvent> events, Times times) {
        Instant from = times.now().minus(SPAN);
        return events.stream().filter(event -> !event.at().isBefore(from)).toList();
    }

    private static int levelBefore(List<FindingEvent> events, Times times) {
        Instant from = times.now().minus(SPAN);
        return events.stream()
                .filter(event -> event.at().isBefore(from))
                .reduce((one, other) -> other)
                .map(Sparkline::level)
                .orElse(0);
    }

    private static int level(FindingEvent event) {
        return event.what().equals("resolved")
                ? 0
                : switch (event.severity()) {
                    case "critical" -> 3;
                    case "warning" -> 2;
                    default -> 1;
                };
    }

    private static int x(Instant at, Times times) {
        long since = Duration.between(times.now().minus(SPAN), at).toSeconds();
        return (int) Math.max(0, Math.min(WIDTH - LEAST, since * WIDTH / SPAN.toSeconds()));
    }

    private static int y(int level) {
        return HEIGHT - 2 - level * STEP;
    }

    private static String label(List<FindingEvent> events, Times times) {
        List<FindingEvent> within = within(events, times);
        long opened =
                within.stream().filter(event -> event.what().equals("opened")).count();
        long resolved =
                within.stream().filter(event -> event.what().equals("resolved")).count();
        return "in the last 7 days opened %d and resolved %d times".formatted(opened, resolved);
    }
}
