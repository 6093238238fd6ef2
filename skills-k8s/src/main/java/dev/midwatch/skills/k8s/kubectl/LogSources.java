package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pods whose logs are meant.
 *
 * @param remark what kubectl says of its choice, a line or nothing
 */
record LogSources(List<KubeObject> pods, String remark) {
    /** The pod that is best to read comes first: it runs, is ready, and has restarted most. */
    private static final Comparator<KubeObject> BEST_FIRST = Comparator.comparing(
                    (KubeObject pod) -> pod.at("spec.nodeName").text().isEmpty())
            .thenComparing(pod ->
                    List.of("Running", "Unknown").indexOf(pod.at("status.phase").text()) < 0)
            .thenComparing(
                    pod -> pod.condition("Ready").filter(Condition::isTrue).isEmpty())
            .thenComparing(pod -> -restarts(pod))
            .thenComparing(pod -> pod.at("metadata.creationTimestamp").text());

    static LogSources of(CommandLine line, ClusterReader cluster) throws UsageException, ClusterException {
        if (line.has(Flag.SELECTOR)) {
            return selected(line, cluster);
        }
        if (line.arguments().isEmpty()) {
            throw new UsageException("logs needs a POD, a TYPE/NAME or -l");
        }
        String first = line.arguments().get(0);
        if (line.arguments().size() == 2 && !first.contains("/") && !first.matches("pods?|po")) {
            return one(first, line.arguments().get(1), line, cluster);
        }
        List<String> words =
                first.contains("/") || line.arguments().size() > 1 ? line.arguments() : List.of("pod/" + first);
        Target target = Target.parse(words, new TypeNames(cluster)).get(0);
        if (!target.isNamed()) {
            throw new UsageException("logs needs the name of a " + target.singular());
        }
        return target.type().equals(ResourceType.PODS)
                ? one(target.names().get(0), "", line, cluster)
                : ofWorkload(target, line, cluster);
    }

    /** {@code logs POD CONTAINER} is an old way to name the container. */
    private static LogSources one(String name, String container, CommandLine line, ClusterReader cluster)
            throws UsageException, ClusterException {
        if (!container.isEmpty()) {
            throw new UsageException("name the container with -c " + container);
        }
        KubeObject pod = cluster.find(ResourceType.PODS, line.namespace(), name)
                .orElseThrow(
                        () -> new UsageException("Error from server (NotFound): pods \"%s\" not found in namespace %s"
                                .formatted(name, line.namespace())));
        return new LogSources(List.of(pod), "");
    }

    private static LogSources selected(CommandLine line, ClusterReader cluster) throws ClusterException {
        List<KubeObject> pods = cluster.list(
                ListQuery.of(ResourceType.PODS).in(line.namespace()).labelled(line.text(Flag.SELECTOR)));
        return new LogSources(
                pods, pods.isEmpty() ? "No resources found in %s namespace.\n".formatted(line.namespace()) : "");
    }

    private static LogSources ofWorkload(Target target, CommandLine line, ClusterReader cluster)
            throws UsageException, ClusterException {
        String name = target.names().get(0);
        KubeObject workload = cluster.find(target.type(), line.namespace(), name)
                .orElseThrow(() -> new UsageException(target.notFound(name)));
        String selector = selector(workload);
        if (selector.isEmpty()) {
            throw new UsageException("cannot get the logs from %s: it selects no pods".formatted(workload));
        }
        List<KubeObject> pods =
                cluster
                        .list(ListQuery.of(ResourceType.PODS)
                                .in(line.namespace())
                                .labelled(selector))
                        .stream()
                        .sorted(BEST_FIRST)
                        .toList();
        if (pods.isEmpty()) {
            throw new UsageException("%s has no pods".formatted(workload));
        }
        String remark = pods.size() == 1
                ? ""
                : "Found %d pods, using pod/%s\n"
                        .formatted(pods.size(), pods.get(0).name());
        return new LogSources(List.of(pods.get(0)), remark);
    }

    private static String selector(KubeObject workload) {
        Json selector = workload.at("spec.selector");
        Json labels = selector.get("matchLabels").isPresent() ? selector.get("matchLabels") : selector;
        return labels.textMembers().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static long restarts(KubeObject pod) {
        return pod.at("status.containerStatuses").items().stream()
                .mapToLong(status -> status.get("restartCount").number(0))
                .sum();
    }
}
