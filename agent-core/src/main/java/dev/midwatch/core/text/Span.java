package dev.midwatch.core.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A part of a text, from its first character to the one behind its last. */
public record Span(int start, int end) {
    /** In order; those that overlap are one. */
    public static List<Span> joined(Collection<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && span.start() < joined.get(last).end()) {
                joined.set(
                        last,
                        new Span(
                                joined.get(last).start(),
                                Math.max(joined.get(last).end(), span.end())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    public String of(String text) {
        return text.substring(start, end);
    }
}
