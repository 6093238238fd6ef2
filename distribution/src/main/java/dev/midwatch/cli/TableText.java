package dev.midwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Rows as aligned columns under capital headings, as kubectl prints them. */
final class TableText {
    private static final int GAP = 3;

    private TableText() {}

    static String of(List<String> columns, List<? extends Map<String, ?>> rows, UnaryOperator<String> heading) {
        StringBuilder text = new StringBuilder();
        int[] widths = columns.stream()
                .mapToInt(column -> Math.max(
                        column.length(),
                        rows.stream()
                                .mapToInt(row -> cell(row, column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            pad(
                    head,
                    columns.get(i).replace('_', ' ').toUpperCase(Locale.ROOT),
                    i == columns.size() - 1 ? 0 : widths[i] + GAP);
        }
        text.append(heading.apply(head.toString())).append(System.lineSeparator());
        for (Map<String, ?> row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                pad(text, cell(row, columns.get(i)), i == columns.size() - 1 ? 0 : widths[i] + GAP);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String cell(Map<String, ?> row, String column) {
        String value = Objects.toString(row.get(column), "");
        return value.indexOf('\n') < 0 ? value : value.replace('\n', ' ');
    }

    private static void pad(StringBuilder text, String cell, int width) {
        text.append(cell);
        for (int i = cell.length(); i < width; i++) {
            text.append(' ');
        }
    }
}
