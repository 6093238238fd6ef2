package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.text.PlainTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster without the secrets in it, for tools that read. Taking them out of the answer alone is too late: a tool that compares and
 * sorts by what it is asked to would tell of each whether it comes after a guess, until all of it is known.
 */
final class PlainReader implements ClusterReader {
    private final ClusterReader cluster;
    private final PlainTree tree = PlainTree.ofProcess();

    PlainReader(ClusterReader cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        return cluster.list(query).stream().map(this::plain).toList();
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        return cluster.sees(type, namespace);
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        return cluster.find(type, namespace, name).map(this::plain);
    }

    @SuppressWarnings("unchecked")
    private KubeObject plain(KubeObject object) {
        Object raw = object.json().raw();
        Object shown = tree.of(raw);
        return shown == raw ? object : KubeObject.of(object.type(), (Map<String, ?>) shown);
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        return PlainText.ofProcess().of(cluster.logs(query));
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        Table table = cluster.table(query);
        return new Table(
                table.columns(),
                table.rows().stream()
                        .map(row -> new Table.Row(
                                cells(table.columns(), row.cells()),
                                Json.of(tree.of(row.metadata().raw()))))
                        .toList());
    }

    /** Each judged by its heading too. */
    private List<String> cells(List<Table.Column> columns, List<String> cells) {
        List<String> shown = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            String heading = i < columns.size() ? columns.get(i).name() : "";
            shown.add((String) tree.of(heading, cells.get(i)));
        }
        return shown;
    }

    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return cluster.allowed(permission, namespace);
    }

    /** Documents describe the API, not what is in it. */
    @Override
    public Json document(String path) throws ClusterException {
        return cluster.document(path);
    }
}
