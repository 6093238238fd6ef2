package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Table;
import dev.midwatch.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kubectl get} as people see it: the API server's tables, one below the other. */
final class GetTables {
    private final CommandLine line;
    private final ClusterReader cluster;
    private final List<String> missing = new ArrayList<>();

    GetTables(CommandLine line, ClusterReader cluster) {
        this.line = line;
        this.cluster = cluster;
    }

    ToolResult print(List<Target> targets) throws UsageException, ClusterException {
        Map<Target, Table> tables = new LinkedHashMap<>();
        for (Target target : targets) {
            Table table = sorted(table(target), target);
            if (!target.isNamed() || !table.rows().isEmpty()) {
                tables.put(target, table);
            }
        }
        List<String> blocks = new ArrayList<>();
        tables.forEach((target, table) -> {
            if (!table.rows().isEmpty()) {
                String prefix = tables.size() > 1 ? target.singular() + "/" : "";
                blocks.add(TablePrinter.print(table, line, prefix, target.type().namespaced()));
            }
        });
        if (blocks.isEmpty() && missing.isEmpty()) {
            return ToolResult.of(nothing(targets));
        }
        String text = String.join("\n", blocks);
        return line.has(IGNORE_NOT_FOUND)
                ? ToolResult.of(text)
                : new ToolResult(text + String.join("\n", missing), blocks.isEmpty());
    }

    private Table table(Target target) throws UsageException, ClusterException {
        ListQuery query = Selection.query(target, target.namespace(line), line);
        if (!target.isNamed()) {
            return cluster.table(query);
        }
        List<Table.Row> rows = new ArrayList<>();
        List<Table.Column> columns = List.of();
        for (String name : target.names()) {
            Table one = cluster.table(query.where("metadata.name=" + name));
            columns = one.columns();
            rows.addAll(one.rows());
            if (one.rows().isEmpty()) {
                missing.add(target.notFound(name));
            }
        }
        return new Table(columns, rows);
    }

    /** A row has only the object's metadata; for another field the objects themselves are read. */
    private Table sorted(Table table, Target target) throws UsageException, ClusterException {
        if (!line.has(SORT_BY) || table.rows().size() < 2) {
            return table;
        }
        SortKey key = SortKey.parse(line.text(SORT_BY));
        Map<String, Json> objects = new HashMap<>();
        for (KubeObject object : cluster.list(Selection.query(target, target.namespace(line), line))) {
            objects.put(
                    object.namespace() + "/" + object.name(),
                    SecretMask.applyTo(object).json());
        }
        List<Table.Row> rows = new ArrayList<>(table.rows());
        rows.sort((one, other) -> key.order().compare(object(one, objects), object(other, objects)));
        return new Table(table.columns(), rows);
    }

    private static Json object(Table.Row row, Map<String, Json> objects) {
        String name = row.metadata().get("namespace").text() + "/"
                + row.metadata().get("name").text();
        return objects.getOrDefault(name, Json.of(Map.of()));
    }

    private String nothing(List<Target> targets) {
        boolean somewhere = targets.stream().anyMatch(target -> target.type().namespaced());
        return somewhere && !line.namespace().isEmpty()
                ? "No resources found in %s namespace.".formatted(line.namespace())
                : "No resources found";
    }
}
