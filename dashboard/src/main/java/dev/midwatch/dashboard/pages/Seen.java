package dev.midwatch.dashboard.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a run looked at, in as many words as fit a line. */
public final class Seen {
    private static final List<String> FIRST = List.of("pods", "nodes", "namespaces");

    private Seen() {}

    /** {@code 23 pods, 3 nodes, 10 namespaces and 18 other kinds} of a list of all kinds. */
    public static String brief(String all) {
        List<String> kinds =
                Arrays.stream(all.split(", ")).filter(kind -> !kind.isBlank()).toList();
        List<String> named = FIRST.stream()
                .map(word ->
                        kinds.stream().filter(kind -> kind.endsWith(" " + word)).findFirst())
                .flatMap(Optional::stream)
                .toList();
        int others = kinds.size() - named.size();
        if (named.isEmpty() || others == 0) {
            return all;
        }
        return String.join(", ", named) + " and " + others + (others == 1 ? " other kind" : " other kinds");
    }
}
