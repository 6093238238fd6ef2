package dev.midwatch.skills.k8s.evidence;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The existing name with the fewest edits, if that is few enough to be a slip or one begins with the other. */
    public static Optional<String> to(String wanted, Collection<String> existing) {
        return existing.stream()
                .filter(name -> alike(wanted, name))
                .min(Comparator.<String>comparingInt(name -> edits(wanted, name))
                        .thenComparing(name -> name));
    }

    private static boolean alike(String wanted, String name) {
        return edits(wanted, name) <= Math.max(1, wanted.length() / 3)
                || name.startsWith(wanted)
                || wanted.startsWith(name);
    }

    /** Levenshtein distance. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
