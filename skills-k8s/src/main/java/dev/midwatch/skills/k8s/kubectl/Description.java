package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Text in the manner of {@code kubectl describe}: labels with aligned values, sections, small tables. */
final class Description {
    private final StringBuilder text = new StringBuilder();
    private final List<String[]> pending = new ArrayList<>();

    /** A label and its value, aligned with its neighbours; an empty value writes nothing. */
    Description line(String label, String value) {
        return line(0, label, value);
    }

    Description line(int depth, String label, String value) {
        if (!value.isEmpty()) {
            pending.add(new String[] {"  ".repeat(depth) + label + ":", value});
        }
        return this;
    }

    /** One entry a line, the first beside the label; {@code <none>} if there are none. */
    Description lines(int depth, String label, List<String> values) {
        pending.add(new String[] {"  ".repeat(depth) + label + ":", values.isEmpty() ? "<none>" : values.get(0)});
        values.stream().skip(1).forEach(value -> pending.add(new String[] {"", value}));
        return this;
    }

    /** A heading on a line of its own. */
    Description heading(int depth, String label) {
        flush();
        text.append("  ".repeat(depth)).append(label).append(":\n");
        return this;
    }

    /** A table with a rule below its heading, indented below a heading. */
    Description table(int depth, List<List<String>> rows) {
        flush();
        TabWriter table = new TabWriter(2);
        table.row(rows.get(0));
        table.row(rows.get(0).stream().map(cell -> "-".repeat(cell.length())).toList());
        rows.stream().skip(1).forEach(table::row);
        table.toString()
                .lines()
                .forEach(line -> text.append("  ".repeat(depth)).append(line).append('\n'));
        return this;
    }

    /** Any value below a heading, member by member, as kubectl describes objects of types it does not know. */
    Description value(int depth, String label, Json value) {
        if (value.raw() instanceof Map<?, ?> map) {
            if (!map.isEmpty()) {
                heading(depth, label);
                new TreeMap<>(value.members()).forEach((key, member) -> value(depth + 1, words(key), member));
            }
        } else if (value.raw() instanceof List<?> list) {
            items(depth, label, list);
        } else {
            line(depth, label, value.text());
        }
        return this;
    }

    private void items(int depth, String label, List<?> list) {
        boolean scalars = list.stream().noneMatch(item -> item instanceof Map || item instanceof List);
        if (scalars) {
            if (!list.isEmpty()) {
                heading(depth, label);
                list.forEach(
                        item -> text.append("  ".repeat(depth + 1)).append(item).append('\n'));
            }
            return;
        }
        heading(depth, label);
        for (Object item : list) {
            Json json = Json.of(item);
            new TreeMap<>(json.members()).forEach((key, member) -> value(depth + 1, words(key), member));
            flush();
        }
    }

    /** {@code nodeSelectorTerms} reads {@code Node Selector Terms}. */
    static String words(String camelCase) {
        if (!camelCase.matches("[A-Za-z0-9]+")) {
            return camelCase;
        }
        String spaced = camelCase.replaceAll("([a-z0-9])([A-Z])", "$1 $2");
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private void flush() {
        int width = pending.stream().mapToInt(pair -> pair[0].length()).max().orElse(0) + 2;
        for (String[] pair : pending) {
            text.append(pair[0]).append(" ".repeat(width - pair[0].length()));
            text.append(pair[1].replace("\n", "\n" + " ".repeat(width))).append('\n');
        }
        pending.clear();
    }

    @Override
    public String toString() {
        flush();
        return text.toString();
    }
}
