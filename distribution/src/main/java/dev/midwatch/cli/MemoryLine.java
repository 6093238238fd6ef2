package dev.midwatch.cli;

import dev.midwatch.core.view.MemoryRow;
import java.util.List;

/** Finds the line that somebody means. */
final class MemoryLine {
    private MemoryLine() {}

    /** @param waiting whether one is meant that waits for a person */
    static String of(List<MemoryRow> rows, String start, boolean waiting) {
        List<String> lines = rows.stream()
                .filter(row -> row.waiting() == waiting)
                .map(MemoryRow::text)
                .distinct()
                .toList();
        List<String> meant = lines.contains(start)
                ? List.of(start)
                : lines.stream().filter(line -> line.startsWith(start)).toList();
        if (meant.size() != 1) {
            throw CliException.usage("%s begins so: %s; midwatch memory list shows them"
                    .formatted(
                            meant.isEmpty()
                                    ? waiting ? "nothing that waits" : "nothing that is remembered"
                                    : "more than one line",
                            start));
        }
        return meant.get(0);
    }
}
