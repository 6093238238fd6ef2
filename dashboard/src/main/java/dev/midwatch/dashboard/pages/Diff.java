package dev.midwatch.dashboard.pages;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import dev.midwatch.core.text.VisibleText;
import java.util.List;

/** How one text differs from another, line by line, in the unified form. */
public record Diff(List<Line> lines) {
    private static final int AROUND = 3;
    private static final int HEADER = 2;

    public Diff {
        lines = List.copyOf(lines);
    }

    /**
     * @param kind added, removed, place or same
     * @param sign what stands before it
     */
    public record Line(String kind, String sign, String text) {}

    static Diff of(String before, String after) {
        List<String> old = before.lines().toList();
        Patch<String> patch = DiffUtils.diff(old, after.lines().toList());
        return new Diff(UnifiedDiffUtils.generateUnifiedDiff("before", "after", old, patch, AROUND).stream()
                .skip(HEADER)
                .map(Diff::line)
                .toList());
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    private static Line line(String line) {
        String text = line.isEmpty() ? "" : VisibleText.of(line.substring(1));
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> new Line("added", "+", text);
            case '-' -> new Line("removed", "-", text);
            case '@' -> new Line("place", "", VisibleText.of(line));
            default -> new Line("same", "", text);
        };
    }
}
