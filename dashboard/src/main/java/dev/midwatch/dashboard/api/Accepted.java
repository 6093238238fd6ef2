package dev.midwatch.dashboard.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a client says it understands. */
final class Accepted {
    private final List<String> ranges;

    private Accepted(List<String> ranges) {
        this.ranges = ranges;
    }

    /** @param header {@code Accept}, which may be null */
    static Accepted of(String header) {
        return new Accepted(
                header == null || header.isBlank()
                        ? List.of("*/*")
                        : Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                                .filter(range -> !range.replace(" ", "").matches(".*;q=0(\\.0*)?(;.*)?"))
                                .map(range -> range.split(";", 2)[0].strip())
                                .toList());
    }

    boolean any(Collection<String> types) {
        return types.isEmpty() || types.stream().anyMatch(this::takes);
    }

    private boolean takes(String type) {
        return ranges.contains("*/*") || ranges.contains(type) || ranges.contains(type.replaceAll("/.*", "/*"));
    }
}
