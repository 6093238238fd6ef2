package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.RunRow;
import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws how a job's last runs ended, the newest at the right; the taller, the more it matters. */
public final class Strip {
    static final int RUNS = 60;
    private static final int SLOT = 8;
    private static final int HEIGHT = 28;

    private Strip() {}

    /** @param runs newest first */
    public static Content of(List<RunRow> runs) {
        StringBuilder svg =
                new StringBuilder("<svg class=\"chart strip\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(RUNS * SLOT, HEIGHT, label(runs)));
        svg.append("<path class=\"grid\" d=\"M0 %sH%d\"/>".formatted(HEIGHT - 0.5, RUNS * SLOT));
        for (int ago = 0; ago < Math.min(RUNS, runs.size()); ago++) {
            String kind = kind(runs.get(ago).state());
            int height = height(kind);
            svg.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"1\"/>"
                    .formatted(kind, (RUNS - 1 - ago) * SLOT + 1, HEIGHT - height, SLOT - 2, height));
        }
        svg.append("</svg>");
        return out -> out.writeContent(svg.toString());
    }

    private static String kind(String state) {
        return switch (state) {
            case "quiet", "report" -> state;
            case "claimed", "running" -> "bar";
            default -> "failed";
        };
    }

    private static int height(String kind) {
        return switch (kind) {
            case "quiet" -> 8;
            case "bar" -> 14;
            case "report" -> 20;
            default -> HEIGHT;
        };
    }

    private static String label(List<RunRow> runs) {
        if (runs.isEmpty()) {
            return "it has not run yet";
        }
        Map<String, Long> states = runs.stream()
                .limit(RUNS)
                .collect(Collectors.groupingBy(RunRow::state, TreeMap::new, Collectors.counting()));
        return "the last %d runs: ".formatted(Math.min(RUNS, runs.size()))
                + states.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
