package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The form that silences findings, as it was filled in.
 *
 * @param matchers those that are not empty
 * @param time     how long, as in {@code 2h}
 */
public record SilenceFields(Map<String, String> matchers, String time, String why) {
    public static final List<String> KEYS = List.of("reason", "namespace", "kind", "name", "severity", "fingerprint");
    public static final List<String> TIMES = List.of("1h", "4h", "1d", "3d", "7d", "30d");

    private static final String USUAL = "4h";

    public SilenceFields {
        matchers = Map.copyOf(matchers);
    }

    /** What silences this one and those of its owner that are like it. */
    static SilenceFields of(FindingRow finding) {
        Map<String, String> matchers = new LinkedHashMap<>();
        matchers.put("reason", finding.reason());
        finding.owner().namespace().ifPresent(namespace -> matchers.put("namespace", namespace));
        matchers.put("kind", finding.owner().kind());
        matchers.put("name", finding.owner().name());
        return new SilenceFields(matchers, USUAL, "");
    }

    /** @param field gives what a field of the form holds, or null */
    static SilenceFields of(Function<String, String> field) {
        Map<String, String> matchers = new LinkedHashMap<>();
        KEYS.forEach(key -> {
            String value = text(field.apply(key));
            if (!value.isEmpty()) {
                matchers.put(key, value);
            }
        });
        return new SilenceFields(matchers, text(field.apply("time")), text(field.apply("why")));
    }

    /** With a time to begin with, if none was filled in yet. */
    SilenceFields withTime() {
        return time.isEmpty() ? new SilenceFields(matchers, USUAL, why) : this;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }

    public String matcher(String key) {
        return matchers.getOrDefault(key, "");
    }
}
