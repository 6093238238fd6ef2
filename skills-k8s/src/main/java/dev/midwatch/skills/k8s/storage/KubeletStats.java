package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What kubelets measured last, asked through the API server's proxy: one request to each node, a few at a time. */
final class KubeletStats {
    static final Permission PERMISSION = Permission.get(ResourceType.NODES).on("proxy");

    private static final int AT_A_TIME = 4;

    private KubeletStats() {}

    /**
     * The summaries by node. A node whose kubelet does not answer is left out; the coverage of the cycle tells it.
     *
     * @throws ClusterException if none of them could be read
     */
    static Map<String, Json> of(CheckContext context, Collection<String> nodes) throws ClusterException {
        Map<String, Json> summaries = new LinkedHashMap<>();
        ClusterException last = null;
        for (Map.Entry<String, Future<Json>> asked : ask(context, nodes).entrySet()) {
            try {
                summaries.put(asked.getKey(), answer(asked.getValue()));
            } catch (ClusterException e) {
                last = e;
            }
        }
        if (summaries.isEmpty() && last != null) {
            throw last;
        }
        return summaries;
    }

    private static Map<String, Future<Json>> ask(CheckContext context, Collection<String> nodes)
            throws ClusterException {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        List<String> names = List.copyOf(nodes);
        List<Callable<Json>> questions = new ArrayList<>();
        names.forEach(node ->
                questions.add(() -> context.cluster().document("/api/v1/nodes/" + node + "/proxy/stats/summary")));
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(AT_A_TIME, names.size()));
        try {
            List<Future<Json>> answers = askers.invokeAll(questions);
            Map<String, Future<Json>> byNode = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                byNode.put(names.get(i), answers.get(i));
            }
            return byNode;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            askers.shutdownNow();
        }
    }

    private static Json answer(Future<Json> answer) throws ClusterException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterException cannotSee) {
                throw cannotSee;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ClusterException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ClusterException(ClusterException.Why.TIMEOUT, "interrupted while kubelets were asked", e);
    }
}
