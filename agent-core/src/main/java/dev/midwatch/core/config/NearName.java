package dev.midwatch.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody meant. */
public final class NearName {
    private NearName() {}

    /** The nearest of the known names, if it is near enough to have been meant. */
    public static Optional<String> find(String typed, Collection<String> known) {
        int enough = Math.max(1, Math.min(3, typed.length() / 3 + 1));
        return known.stream()
                .filter(name -> distance(normal(typed), normal(name)) <= enough)
                .min(Comparator.<String>comparingInt(name -> distance(normal(typed), normal(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A hint for a problem: the nearest name, else all of them. */
    public static String hint(String typed, Collection<String> known) {
        return find(typed, known)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "known: " + String.join(", ", known.stream().sorted().toList()));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions, changes and swaps of neighbours that turn one into the other. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
