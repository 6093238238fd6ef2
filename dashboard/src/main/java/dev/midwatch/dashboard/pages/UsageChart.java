package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.UsageDay;
import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What the model cost, day by day.
 *
 * @param last the day of today
 * @param days what was used, oldest first; days without use are left out
 */
public record UsageChart(LocalDate last, List<UsageDay> days) {
    static final int DAYS = 30;

    /** Jobs with a colour of their own; the rest shares the last. */
    private static final int SERIES = 5;

    private static final int LEFT = 44;
    private static final int SLOT = 22;
    private static final int WIDTH = LEFT + DAYS * SLOT + 12;
    private static final int BASE = 150;
    private static final int TOP = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** A job with all it used. */
    public record Total(String job, String series, long tokensIn, long tokensOut, long calls) {
        public long tokens() {
            return tokensIn + tokensOut;
        }
    }

    /** The dearest first. */
    public List<Total> totals() {
        Map<String, List<UsageDay>> byJob =
                days.stream().collect(Collectors.groupingBy(UsageDay::job, TreeMap::new, Collectors.toList()));
        List<Total> totals = byJob.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Total::tokens).reversed().thenComparing(Total::job))
                .toList();
        List<Total> coloured = new ArrayList<>();
        totals.forEach(one -> coloured.add(new Total(
                one.job(),
                "series-" + Math.min(coloured.size(), SERIES),
                one.tokensIn(),
                one.tokensOut(),
                one.calls())));
        return List.copyOf(coloured);
    }

    /** Newest first, for the table beside. */
    public List<UsageDay> newestFirst() {
        return days.stream()
                .sorted(Comparator.comparing(UsageDay::day).reversed().thenComparing(UsageDay::job))
                .toList();
    }

    public boolean isEmpty() {
        return days.isEmpty();
    }

    public Content drawn() {
        StringOutput svg = new StringOutput();
        long top = roundedUp(highest());
        svg.writeContent(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Tokens of each of the last %d days; the table has the numbers\">"
                        .formatted(WIDTH, BASE + 22, DAYS));
        for (int line = 0; line <= 2; line++) {
            int y = BASE - line * (BASE - TOP) / 2;
            svg.writeContent("<path class=\"grid\" d=\"M%d %d.5H%d\"/>".formatted(LEFT, y, WIDTH));
            svg.writeContent("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 6, y + 4, brief(top * line / 2)));
        }
        List<Total> totals = totals();
        for (int ago = DAYS - 1; ago >= 0; ago--) {
            bar(svg, last.minusDays(ago), LEFT + (DAYS - 1 - ago) * SLOT, totals, top);
        }
        svg.writeContent("</svg>");
        return out -> out.writeContent(svg.toString());
    }

    private void bar(StringOutput svg, LocalDate day, int x, List<Total> totals, long top) {
        int y = BASE;
        for (Total total : totals) {
            long tokens = sum(
                    days.stream()
                            .filter(one -> one.day().equals(day) && one.job().equals(total.job()))
                            .toList(),
                    UsageChart::tokens);
            if (tokens > 0) {
                int height = (int) Math.max(1, tokens * (BASE - TOP) / top);
                y -= height;
                svg.writeContent("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                        .formatted(total.series(), x + 3, y, SLOT - 6, height));
            }
        }
        if (day.toEpochDay() % 7 == last.toEpochDay() % 7) {
            svg.writeContent("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(x + SLOT / 2, BASE + 16, DAY.format(day)));
        }
    }

    private long highest() {
        return days.stream()
                .collect(Collectors.groupingBy(UsageDay::day, Collectors.summingLong(UsageChart::tokens)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** To 1, 2 or 5 and noughts, so that the lines stand at numbers that can be read. */
    static long roundedUp(long value) {
        for (long power = 1; ; power *= 10) {
            for (long step : new long[] {1, 2, 5}) {
                if (step * power >= Math.max(10, value)) {
                    return step * power;
                }
            }
        }
    }

    /** {@code 1.5k}, {@code 2M}. */
    static String brief(long value) {
        if (value >= 1_000_000) {
            return short1(value / 1_000_000.0) + "M";
        }
        return value >= 1_000 ? short1(value / 1_000.0) + "k" : String.valueOf(value);
    }

    private static String short1(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static Total total(String job, List<UsageDay> days) {
        return new Total(
                job, "", sum(days, UsageDay::tokensIn), sum(days, UsageDay::tokensOut), sum(days, UsageDay::calls));
    }

    private static long tokens(UsageDay day) {
        return day.tokensIn() + day.tokensOut();
    }

    private static long sum(List<UsageDay> days, ToLongFunction<UsageDay> part) {
        return days.stream().mapToLong(part).sum();
    }

    /** {@code 12,345}. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
