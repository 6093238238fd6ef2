package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
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

/** Lets through only what its holder declared. */
public final class GuardedReader implements ClusterReader {
    private final ClusterReader cluster;
    private final List<Permission> declared;

    public GuardedReader(ClusterReader cluster, List<Permission> declared) {
        this.cluster = cluster;
        this.declared = List.copyOf(declared);
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        require(Verb.LIST, query.type(), "");
        return cluster.list(query);
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        return isDeclared(Verb.LIST, type, "") && cluster.sees(type, namespace);
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        require(Verb.GET, type, "");
        return cluster.find(type, namespace, name);
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        require(Verb.GET, ResourceType.PODS, "log");
        return cluster.logs(query);
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        require(Verb.LIST, query.type(), "");
        return cluster.table(query);
    }

    /** Asking what one may do reveals nothing of the cluster. */
    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return cluster.allowed(permission, namespace);
    }

    @Override
    public Json document(String path) throws ClusterException {
        if (!Documents.areOpen(path)) {
            throw new ClusterException(Why.UNDECLARED, path + " is not a discovery or version document");
        }
        return cluster.document(path);
    }

    private void require(Verb verb, ResourceType type, String subresource) throws ClusterException {
        if (!isDeclared(verb, type, subresource)) {
            throw new ClusterException(
                    Why.UNDECLARED,
                    "%s was not declared; declared are %s"
                            .formatted(Permission.of(verb, type).on(subresource), declared));
        }
    }

    private boolean isDeclared(Verb verb, ResourceType type, String subresource) {
        return declared.stream()
                .anyMatch(one -> one.type().equals(Permission.ANY)
                        || one.verb() == verb
                                && one.type().toString().equals(type.toString())
                                && one.subresource().equals(subresource));
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
