package dev.midwatch.core.chat;

import dev.midwatch.core.text.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a value could be, of all that there are. */
final class Completions {
    private static final int MOST = 25;
    /** What a chat shows of one. */
    private static final int LONGEST = 100;

    private Completions() {}

    /** Those that begin with what is written, then those that have it anywhere; each kind in the order given. */
    static List<String> of(Stream<String> all, String written) {
        String small = written.strip().toLowerCase(Locale.ROOT);
        // A secret that is cut is none any more to whoever looks for it.
        return all.map(PlainText.ofProcess()::of)
                .map(Completions::cut)
                .distinct()
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(small))
                .sorted(Comparator.comparing(
                        value -> !value.toLowerCase(Locale.ROOT).startsWith(small)))
                .limit(MOST)
                .toList();
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }
}
