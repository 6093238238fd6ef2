package dev.midwatch.api.kube;

import dev.midwatch.api.Json;
import java.util.List;

/**
 * Objects as the API server itself prints them for kubectl.
 *
 * @param columns headings; those with a priority above 0 belong to {@code -o wide}
 * @param rows    one per object, in the server's order
 */
public record Table(List<Column> columns, List<Row> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A heading, and 0 if it is always shown. */
    public record Column(String name, int priority) {}

    /** The cells in the columns' order, and the object's metadata. */
    public record Row(List<String> cells, Json metadata) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
