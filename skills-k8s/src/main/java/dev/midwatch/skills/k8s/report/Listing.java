package dev.midwatch.skills.k8s.report;

import java.util.List;

/** The first few of a list, and how many more there are. */
final class Listing {
    private static final int SHOWN = 5;

    private Listing() {}

    /** {@code 7: a, b, c, d, e and 2 more}, or {@code none}. */
    static String counted(List<String> all) {
        return all.isEmpty() ? "none" : all.size() + ": " + first(all);
    }

    static String first(List<String> all) {
        String shown = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() <= SHOWN ? shown : shown + " and " + (all.size() - SHOWN) + " more";
    }
}
