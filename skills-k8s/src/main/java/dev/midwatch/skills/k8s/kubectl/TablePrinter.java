package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints a table of the API server as kubectl does. */
final class TablePrinter {
    private TablePrinter() {}

    /**
     * Prints it.
     *
     * @param prefix of each name, {@code deployment.apps/} where several types are shown; may be empty
     */
    static String print(Table table, CommandLine line, String prefix, boolean namespaced) {
        boolean wide = line.text(OUTPUT).equals("wide");
        boolean withNamespace = namespaced && line.has(ALL_NAMESPACES);
        List<String> labels =
                line.has(LABEL_COLUMNS) ? List.of(line.text(LABEL_COLUMNS).split(",")) : List.of();
        TabWriter text = TabWriter.table();
        if (!line.has(NO_HEADERS)) {
            text.row(headings(table, line, wide, withNamespace, labels));
        }
        for (Table.Row row : table.rows()) {
            text.row(cells(table, row, line, wide, withNamespace, labels, prefix));
        }
        return text.toString();
    }

    private static List<String> headings(
            Table table, CommandLine line, boolean wide, boolean withNamespace, List<String> labels) {
        List<String> headings = new ArrayList<>();
        if (withNamespace) {
            headings.add("NAMESPACE");
        }
        table.columns().stream()
                .filter(column -> wide || column.priority() == 0)
                .forEach(column -> headings.add(column.name().toUpperCase(Locale.ROOT)));
        labels.forEach(label ->
                headings.add(label.substring(label.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT)));
        if (line.has(SHOW_LABELS)) {
            headings.add("LABELS");
        }
        return headings;
    }

    private static List<String> cells(
            Table table,
            Table.Row row,
            CommandLine line,
            boolean wide,
            boolean withNamespace,
            List<String> labels,
            String prefix) {
        List<String> cells = new ArrayList<>();
        if (withNamespace) {
            cells.add(row.metadata().get("namespace").text());
        }
        for (int i = 0; i < Math.min(row.cells().size(), table.columns().size()); i++) {
            if (wide || table.columns().get(i).priority() == 0) {
                cells.add((i == 0 ? prefix : "") + row.cells().get(i));
            }
        }
        Json own = row.metadata().get("labels");
        labels.forEach(label -> cells.add(own.get(label).text()));
        if (line.has(SHOW_LABELS)) {
            cells.add(labels(own));
        }
        return cells;
    }

    /** {@code app=web,tier=front}, sorted, or {@code <none>}. */
    static String labels(Json labels) {
        Map<String, String> sorted = new TreeMap<>(labels.textMembers());
        return sorted.isEmpty()
                ? "<none>"
                : sorted.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}
