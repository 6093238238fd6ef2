package dev.midwatch.skills.k8s.kubectl;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns columns as kubectl's tables are: each column as wide as its widest cell and three spaces, at least six, the last cell
 * as it is.
 */
final class TabWriter {
    private static final int LEAST = 6;

    private final int gap;
    private final List<List<String>> rows = new ArrayList<>();

    TabWriter(int gap) {
        this.gap = gap;
    }

    static TabWriter table() {
        return new TabWriter(3);
    }

    void row(List<String> cells) {
        rows.add(cells.stream().map(TabWriter::oneLine).toList());
    }

    void row(String... cells) {
        row(List.of(cells));
    }

    private static String oneLine(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if ("\f\n\r".indexOf(cell.charAt(i)) >= 0) {
                return cell.substring(0, i) + "...";
            }
        }
        return cell;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int[] widths = widths();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                text.append(cell);
                if (i < row.size() - 1) {
                    text.append(" ".repeat(widths[i] - length(cell)));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                widths[i] = Math.max(widths[i], Math.max(LEAST, length(row.get(i)) + gap));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
