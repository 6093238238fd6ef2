package dev.midwatch.simulator.table;

import dev.midwatch.simulator.object.Meta;
import java.util.Locale;

/** The row of an event. */
final class EventRow {
    private EventRow() {}

    static void fill(Row row) {
        String first = row.at("firstTimestamp").isTextual() ? row.since("firstTimestamp") : row.since("eventTime");
        String last = row.at("lastTimestamp").isTextual() ? row.since("lastTimestamp") : first;
        long count = row.number("count");
        if (row.at("series").isObject()) {
            last = row.since("series", "lastObservedTime");
            count = row.number("series", "count");
        }
        String component = row.text("source", "component");
        String host = row.text("source", "host");
        String source = component.isEmpty() ? row.text("reportingComponent") : component;
        String name = row.cells().remove(0).asText();
        row.add(last)
                .add(row.text("type"))
                .add(row.text("reason"))
                .add(row.text("involvedObject", "kind").toLowerCase(Locale.ROOT) + "/"
                        + row.text("involvedObject", "name"))
                .add(row.text("involvedObject", "fieldPath"))
                .add(host.isEmpty() ? source : source + ", " + host)
                .add(row.text("message").strip())
                .add(first)
                .add(Long.toString(count == 0 && Meta.time(row.at("eventTime")).isPresent() ? 1 : count))
                .add(name);
    }
}
