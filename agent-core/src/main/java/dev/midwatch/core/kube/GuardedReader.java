package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import dev.midwatch.api.kube.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets through only what its holder declared, in the namespaces that Midwatch is to look at. */
public final class GuardedReader implements ClusterReader {
    private final ClusterReader cluster;
    private final Reachable declared;
    private final SnapshotScope scope;

    /** @param cluster a snapshot, which keeps to its own scope */
    public GuardedReader(ClusterReader cluster, List<Permission> declared) {
        this(cluster, declared, SnapshotScope.EVERYTHING);
    }

    /** @param scope which namespaces may be read; a list of all of them is one of these */
    public GuardedReader(ClusterReader cluster, List<Permission> declared, SnapshotScope scope) {
        this.cluster = cluster;
        this.declared = new Reachable(declared);
        this.scope = scope;
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        require(Verb.LIST, query.type(), "");
        List<KubeObject> all = new ArrayList<>();
        for (String namespace : namespaces(query)) {
            all.addAll(cluster.list(query.in(namespace)));
        }
        return all.stream()
                .filter(object -> !query.type().namespaced() || scope.covers(object.namespace()))
                .toList();
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        boolean inside = !type.namespaced() || (namespace.isEmpty() ? !scope.isNarrow() : scope.covers(namespace));
        return inside && declared.allows(Verb.LIST, type, "") && cluster.sees(type, namespace);
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        require(Verb.GET, type, "");
        scope.requireCovered(type, namespace);
        return cluster.find(type, namespace, name);
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        require(Verb.GET, ResourceType.PODS, "log");
        scope.requireCovered(ResourceType.PODS, query.namespace());
        return cluster.logs(query);
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        require(Verb.LIST, query.type(), "");
        List<Table.Column> columns = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (String namespace : namespaces(query)) {
            Table table = cluster.table(query.in(namespace));
            if (columns.isEmpty()) {
                columns.addAll(table.columns());
            }
            rows.addAll(table.rows());
        }
        rows.removeIf(row -> query.type().namespaced()
                && !scope.covers(row.metadata().get("namespace").text()));
        return new Table(columns, rows);
    }

    /** Asking what one may do reveals nothing of the cluster. */
    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return cluster.allowed(permission, namespace);
    }

    @Override
    public Json document(String path) throws ClusterException {
        if (StatsPath.is(path)) {
            require(Verb.GET, ResourceType.NODES, "proxy");
        } else if (!Documents.areOpen(path)) {
            throw new ClusterException(Why.UNDECLARED, path + " is not a discovery or version document");
        }
        return cluster.document(path);
    }

    @Override
    public CertificateEnds certificates() throws ClusterException {
        return cluster.certificates();
    }

    /** Where to ask for the objects of a query: all at once only if all may be read. */
    private List<String> namespaces(ListQuery query) throws ClusterException {
        if (!query.type().namespaced()) {
            return List.of(query.namespace());
        }
        if (query.namespace().isEmpty()) {
            return scope.asked();
        }
        scope.requireCovered(query.type(), query.namespace());
        return List.of(query.namespace());
    }

    private void require(Verb verb, ResourceType type, String subresource) throws ClusterException {
        if (!declared.allows(verb, type, subresource)) {
            throw new ClusterException(
                    Why.UNDECLARED,
                    "%s was not declared; declared are %s"
                            .formatted(Permission.of(verb, type).on(subresource), declared));
        }
    }

    /** Documents that every identity may read: they describe the API, not what is in it. */
    private static final class Documents {
        static boolean areOpen(String path) {
            return path.matches(
                            "/version|/api|/api/v1|/apis(/[a-z0-9.-]+(/[a-z0-9]+)?)?|/openapi/v[23](/[A-Za-z0-9./-]+)?")
                    && !path.contains("..");
        }
    }
}
