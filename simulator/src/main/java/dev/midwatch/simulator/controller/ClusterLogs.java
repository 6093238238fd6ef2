package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Logs of containers: what was written at its time, and the regular lines a running one writes in between. */
public final class ClusterLogs {
    private static final int MOST_REGULAR_LINES = 500;
    private final Cluster cluster;
    private final Kubelet kubelet;
    private final Faults faults;

    /** One line and when it was written. */
    public record Entry(Instant at, String text) {}

    ClusterLogs(Cluster cluster, Kubelet kubelet, Faults faults) {
        this.cluster = cluster;
        this.kubelet = kubelet;
        this.faults = faults;
    }

    public Optional<List<Entry>> read(String podUid, String container, boolean previous) {
        ContainerRun run = kubelet.of(podUid).get(container);
        if (run == null || !run.ran || previous && run.previous == null) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        (previous ? run.previous : run.log).forEach(line -> entries.add(new Entry(line.at(), line.text())));
        if (!previous) {
            entries.addAll(regular(podUid, run));
        }
        entries.sort(Comparator.comparing(Entry::at));
        return Optional.of(entries);
    }

    private List<Entry> regular(String podUid, ContainerRun run) {
        Optional<ObjectNode> pod = cluster.list("", "pods", "").stream()
                .filter(found -> Meta.uid(found).equals(podUid))
                .findFirst();
        List<Entry> entries = new ArrayList<>();
        if (pod.isEmpty() || !Pods.ready(pod.get())) {
            return entries;
        }
        Faults.Behaviour behaviour = faults.behaviour(pod.get())
                .filter(set -> !set.lines().isEmpty())
                .orElse(new Faults.Behaviour(
                        List.of(), List.of("level=info msg=\"health check\" status=200 duration=2ms"), 60, 0));
        long every = Math.max(1, behaviour.everySeconds());
        long count = Duration.between(run.started, cluster.now()).toSeconds() / every;
        for (long i = Math.max(1, count - MOST_REGULAR_LINES); i <= count; i++) {
            String text = behaviour.lines().get((int) (i % behaviour.lines().size()));
            entries.add(new Entry(run.started.plusSeconds(i * every), text));
        }
        return entries;
    }
}
