package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code kubectl logs}; it answers once and follows nothing. */
final class LogsCommand implements Subcommand {
    /** What the API allows in one request. */
    private static final int MOST_LINES = 10_000;

    private static final int LINES_OF_A_SELECTION = 10;

    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, SELECTOR, CONTAINER, PREVIOUS, TAIL, SINCE, TIMESTAMPS, ALL_CONTAINERS, PREFIX);
    }

    @Override
    public String usage() {
        return "logs POD|TYPE/NAME|-l SELECTOR [-n NS] [-c CONTAINER] [--previous] [--tail N] [--since 10m] [--all-containers]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        LogSources sources = LogSources.of(line, context.cluster());
        StringBuilder text = new StringBuilder(sources.remark());
        boolean failed = false;
        for (KubeObject pod : sources.pods()) {
            PodContainers containers = new PodContainers(pod);
            if (!line.has(CONTAINER) && !line.has(ALL_CONTAINERS)) {
                containers.choice().ifPresent(choice -> text.append(choice).append('\n'));
            }
            for (String container : wanted(containers, line)) {
                failed |= !append(text, pod, container, line, context.cluster());
            }
        }
        return new ToolResult(
                Cap.tail(text.toString()), failed && sources.pods().size() == 1);
    }

    private static List<String> wanted(PodContainers containers, CommandLine line) throws UsageException {
        if (line.has(ALL_CONTAINERS)) {
            return containers.all();
        }
        String name = line.has(CONTAINER) ? line.text(CONTAINER) : containers.byDefault();
        if (!containers.all().contains(name)) {
            throw new UsageException("container %s is not valid for pod %s; it has %s"
                    .formatted(name, containers.pod().name(), containers.all()));
        }
        return List.of(name);
    }

    /** Whether there is a log. What one container cannot give does not keep back those of the others. */
    private static boolean append(
            StringBuilder text, KubeObject pod, String container, CommandLine line, ClusterReader cluster)
            throws UsageException, ClusterException {
        try {
            String log = cluster.logs(query(pod, container, line));
            String prefix = line.has(PREFIX) ? "[pod/%s/%s] ".formatted(pod.name(), container) : "";
            text.append(log.lines().map(each -> prefix + each + "\n").collect(Collectors.joining()));
            return true;
        } catch (ClusterException e) {
            if (e.why() != ClusterException.Why.NOT_FOUND && e.why() != ClusterException.Why.INVALID) {
                throw e;
            }
            text.append("Error from server: ").append(e.getMessage()).append('\n');
            return false;
        }
    }

    private static LogQuery query(KubeObject pod, String container, CommandLine line) throws UsageException {
        int usual = line.has(SELECTOR) ? LINES_OF_A_SELECTION : MOST_LINES;
        int tail = line.number(TAIL)
                .filter(lines -> lines >= 0)
                .orElse(line.flags().containsKey(TAIL) ? MOST_LINES : usual);
        return new LogQuery(
                pod.namespace(),
                pod.name(),
                container,
                line.has(PREVIOUS),
                Math.max(1, Math.min(MOST_LINES, tail)),
                line.duration(SINCE),
                line.has(TIMESTAMPS));
    }
}
