package dev.midwatch.dashboard.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant. */
final class Nearest {
    private Nearest() {}

    /** Words for a name that is none of the known ones. */
    static String unknown(String name, Collection<String> known) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        return "\"" + shown + "\" is not known here; "
                + among(name, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(known.isEmpty() ? "there is none" : "known are " + String.join(", ", known));
    }

    private static Optional<String> among(String name, Collection<String> known) {
        if (name.length() > 60) {
            return Optional.empty();
        }
        String wanted = Json.snake(name);
        int near = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(one -> distance(wanted, one.toLowerCase(Locale.ROOT)) <= near)
                .min(Comparator.comparing(one -> distance(wanted, one.toLowerCase(Locale.ROOT))));
    }

    /** How many letters have to be changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
