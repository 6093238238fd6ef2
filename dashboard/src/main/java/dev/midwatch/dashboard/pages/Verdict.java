package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingCounts;
import dev.midwatch.core.view.Overview;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to the first question of whoever looks.
 *
 * @param tone     good, warning or bad
 * @param headline the one sentence
 * @param detail   how the watch is, and what it wants
 */
public record Verdict(String tone, String headline, String detail) {
    static Verdict of(Overview overview, Times times) {
        String detail = watch(overview, times) + wants(overview);
        if (overview.overdue().isPresent()) {
            return new Verdict(
                    "bad",
                    "The watch is asleep: nothing has run for %s."
                            .formatted(overview.overdue().get()),
                    "What stands below may be out of date." + wants(overview));
        }
        if (overview.lastLook().isEmpty()) {
            return new Verdict(
                    "warning",
                    "The watch has not seen the cluster yet.",
                    "Its first look is on the way." + wants(overview));
        }
        FindingCounts counts = overview.findings();
        if (counts.open() > 0) {
            return new Verdict(counts.critical() > 0 ? "bad" : "warning", open(counts), detail);
        }
        if (!overview.gaps().isEmpty()) {
            return new Verdict("warning", "What the watch can see is fine, but it cannot see everything.", detail);
        }
        return new Verdict("good", "Your cluster is fine.", detail);
    }

    private static String open(FindingCounts counts) {
        List<String> kinds = new ArrayList<>();
        add(kinds, counts.critical(), "critical");
        add(kinds, counts.warning(), "warning");
        add(kinds, counts.info(), "to know of");
        return counts.critical() > 0
                ? "Something is broken: %s.".formatted(String.join(", ", kinds))
                : "Nothing is broken, but something wants a look: %s.".formatted(String.join(", ", kinds));
    }

    private static void add(List<String> kinds, long count, String word) {
        if (count > 0) {
            kinds.add(count + " " + word);
        }
    }

    private static String watch(Overview overview, Times times) {
        return overview.lastLook()
                .map(at -> "The watch is awake: it looked %s and saw %s."
                        .formatted(times.words(at), Seen.brief(overview.lookedAt())))
                .orElse("");
    }

    private static String wants(Overview overview) {
        if (overview.stopped().isPresent()) {
            return " It may change nothing now: the stop is set.";
        }
        int waiting = overview.waiting().size();
        return switch (waiting) {
            case 0 -> " It wants nothing from you.";
            case 1 -> " It wants one decision from you.";
            default -> " It wants %d decisions from you.".formatted(waiting);
        };
    }
}
