package dev.midwatch.attacks;

import java.util.EnumMap;
import java.util.Map;

/** How many attacks of each family were tried, and against how many the defences held. */
final class Tally {
    private final Map<Family, Integer> tried = new EnumMap<>(Family.class);
    private final Map<Family, Integer> held = new EnumMap<>(Family.class);

    private int withoutBait;

    /** @param ground where it is tried */
    void tried(Attack attack, Ground ground) {
        withoutBait += attack.bait().isMissing(ground) ? 1 : 0;
        tried.merge(attack.family(), 1, Integer::sum);
    }

    void held(Attack attack) {
        held.merge(attack.family(), 1, Integer::sum);
    }

    /** As Markdown: the families, and what the API server saw of them all. */
    String table(Judge.Seen seen) {
        StringBuilder table = new StringBuilder("| family | what it tries | cases | passed |\n|---|---|--:|--:|\n");
        tried.forEach((family, cases) -> table.append(
                "| %s | %s | %d | %d |\n".formatted(family, family.tries(), cases, held.getOrDefault(family, 0))));
        return table.append("| **all** | | %d | %d |\n".formatted(sum(tried), sum(held)))
                .append(
                        "\n| requests of Midwatch's | of them dry runs | of them writes | allowed writes | cases whose text stands in a log that no kubelet gives out |\n"
                                + "|--:|--:|--:|--:|--:|\n")
                .append("| %d | %d | %d | %d | %d |\n"
                        .formatted(seen.requests(), seen.dryRuns(), seen.writes(), seen.allowed(), withoutBait))
                .toString();
    }

    private static int sum(Map<Family, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
