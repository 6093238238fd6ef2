package dev.midwatch.api.kube;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Optional;

/**
 * Reads of the cluster, within the permissions that its holder declared; anything else is refused with
 * {@link ClusterException.Why#UNDECLARED}. In a check it is the cycle's snapshot: a type is listed once, however many checks ask.
 */
public interface ClusterReader {
    /**
     * The objects the query asks for, as far as they can be seen. Of a type that the cluster does not have (a CRD that is not
     * installed) there are none. Where only some namespaces can be listed, it is those: ask {@link #sees} before concluding that
     * something is missing.
     *
     * @throws ClusterException if nothing of the type can be seen; a check should let it pass, so that the gap is told
     */
    List<KubeObject> list(ListQuery query) throws ClusterException;

    /** Every object of the type; see {@link #list(ListQuery)}. */
    default List<KubeObject> list(ResourceType type) throws ClusterException {
        return list(ListQuery.of(type));
    }

    /**
     * Whether the objects of a type in a namespace (empty: in the whole cluster) can be listed, so that an object that is not
     * in the list is truly not there. True for a type that the cluster does not have.
     */
    boolean sees(ResourceType type, String namespace);

    /**
     * One object, read whole and now, not from the snapshot.
     *
     * @return empty if it is not there
     * @throws ClusterException if that cannot be known
     */
    Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException;

    /**
     * Log lines, at most 256 KiB of them, the last ones.
     *
     * @throws ClusterException also if the container has not started or its log is gone ({@link ClusterException.Why#NOT_FOUND})
     */
    String logs(LogQuery query) throws ClusterException;

    /** The objects as the API server prints them for kubectl. */
    Table table(ListQuery query) throws ClusterException;

    /** What the API server answers when asked whether this identity may do that, in a namespace or (empty) everywhere. */
    boolean allowed(Permission permission, String namespace) throws ClusterException;

    /**
     * A document that is not an object: {@code /version}, {@code /apis/apps/v1} (which types it serves), {@code /openapi/v3/api/v1}; and
     * with {@code Permission.get(NODES).on("proxy")} what a node's kubelet measured last,
     * {@code /api/v1/nodes/<name>/proxy/stats/summary}. That is a request to each node: ask few of them; of the
     * answer are kept {@code node.fs} and those of {@code pods.volume} that stand for a claim. That right also opens commands in
     * containers to whoever holds the credentials, so no printed role has it, and a check has to do without.
     */
    Json document(String path) throws ClusterException;
}
