package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The argument of {@code -o custom-columns=}: {@code NAME:.metadata.name,NODE:.spec.nodeName}. */
final class CustomColumns {
    private final List<String> headings = new ArrayList<>();
    private final List<JsonPath> paths = new ArrayList<>();

    private CustomColumns() {}

    static CustomColumns parse(String spec) throws UsageException {
        CustomColumns columns = new CustomColumns();
        for (String column : spec.split(",(?![^\\[]*])")) {
            int colon = column.indexOf(':');
            if (colon <= 0 || colon == column.length() - 1) {
                throw new UsageException(
                        "unexpected custom-columns spec: %s, expected <header>:<json-path-expr>".formatted(column));
            }
            columns.headings.add(column.substring(0, colon));
            columns.paths.add(JsonPath.parse(column.substring(colon + 1)));
        }
        return columns;
    }

    String print(List<KubeObject> objects, boolean withHeadings) {
        TabWriter table = TabWriter.table();
        if (withHeadings) {
            table.row(headings);
        }
        for (KubeObject object : objects) {
            table.row(paths.stream().map(path -> cell(path.in(object.json()))).toList());
        }
        return table.toString();
    }

    private static String cell(List<Json> found) {
        return found.isEmpty()
                ? "<none>"
                : found.stream().map(value -> goText(value.raw())).collect(Collectors.joining(","));
    }

    /** As Go prints a value: {@code [a b]}, {@code map[key:value]}. */
    private static String goText(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(CustomColumns::goText).collect(Collectors.joining(" ", "[", "]"));
        }
        if (Sorted.keys(value) instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> member.getKey() + ":" + goText(member.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return value == null ? "<nil>" : JsonPathTemplate.text(Json.of(value));
    }
}
