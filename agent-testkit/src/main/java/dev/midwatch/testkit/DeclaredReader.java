package dev.midwatch.testkit;

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
import java.util.List;
import java.util.Optional;

/** Refuses what was not declared, and hides the fields of lists that were not declared and the values of Secrets, as the kernel does. */
final class DeclaredReader implements ClusterReader {
    private final ClusterReader cluster;
    private final List<Permission> permissions;

    DeclaredReader(ClusterReader cluster, List<Permission> permissions) {
        this.cluster = cluster;
        this.permissions = permissions;
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        List<String> fields = declared(Verb.LIST, query.type(), "").fields();
        return cluster.list(query).stream()
                .map(object -> SecretValues.hide(object, fields.contains("data")))
                .map(object -> fields.isEmpty() ? object : Projection.of(fields).apply(object))
                .toList();
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        return cluster.sees(type, namespace);
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        declared(Verb.GET, type, "");
        return cluster.find(type, namespace, name).map(object -> SecretValues.hide(object, false));
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        declared(Verb.GET, ResourceType.PODS, "log");
        return cluster.logs(query);
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        declared(Verb.LIST, query.type(), "");
        return cluster.table(query);
    }

    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return cluster.allowed(permission, namespace);
    }

    @Override
    public Json document(String path) throws ClusterException {
        if (path.endsWith(FakeCluster.STATS)) {
            declared(Verb.GET, ResourceType.NODES, "proxy");
        }
        return cluster.document(path);
    }

    @Override
    public CertificateEnds certificates() throws ClusterException {
        return cluster.certificates();
    }

    private Permission declared(Verb verb, ResourceType type, String subresource) throws ClusterException {
        return permissions.stream()
                .filter(permission -> permission.type().equals(Permission.ANY)
                        || permission.verb() == verb
                                && permission.type().toString().equals(type.toString())
                                && permission.subresource().equals(subresource))
                .findFirst()
                .orElseThrow(() -> new ClusterException(
                        Why.UNDECLARED,
                        Permission.of(verb, type).on(subresource) + " is not among the declared permissions "
                                + permissions));
    }
}
