package dev.midwatch.watch;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.telemetry.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a kernel exposes to Prometheus at a moment. */
record Scrape(String text) {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Scrape of(Kernel kernel) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kernel.get(Metrics.class).write(null, out);
        return new Scrape(out.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** All metrics by name, with their labels. */
    Map<String, Set<String>> metrics() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            Set<String> labels = metrics.computeIfAbsent(sample.group(1), first -> new TreeSet<>());
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.add(label.group(1));
            }
        }
        return metrics;
    }

    double value(String sample) {
        return lines().stream()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + sample + " in\n" + text));
    }
}
