package dev.midwatch.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts of a text that are to be hidden. Everybody who looks for secrets reads the text as it was, for else one could blind another: a Secret
 * whose value is {@code password=} would take the word away that gives the real password away.
 */
final class Spans {
    private final List<Span> spans = new ArrayList<>();

    void add(int start, int end) {
        if (end > start) {
            spans.add(new Span(start, end));
        }
    }

    /** In order; parts that overlap are one. */
    List<Span> inOrder() {
        return Span.joined(spans);
    }

    List<String> partsOf(String text) {
        return spans.stream()
                .map(span -> text.substring(span.start(), span.end()))
                .distinct()
                .toList();
    }

    /** The text with a mark in the place of each part; parts that overlap are one. */
    String hiddenIn(String text, String mark) {
        if (spans.isEmpty()) {
            return text;
        }
        spans.sort(Comparator.comparingInt(Span::start));
        StringBuilder clean = new StringBuilder(text.length());
        int copied = 0;
        int hiddenUntil = -1;
        for (Span span : spans) {
            if (span.start() >= hiddenUntil) {
                clean.append(text, copied, span.start()).append(mark);
            }
            hiddenUntil = Math.max(hiddenUntil, span.end());
            copied = hiddenUntil;
        }
        return clean.append(text, copied, text.length()).toString();
    }
}
