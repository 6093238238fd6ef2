package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last start of a pod's node: until the database and the name service are up too, whatever needs them falls a few times.
 *
 * @param at    when, if it is known
 * @param takes how long it may take until all is up
 */
record NodeStart(Optional<Instant> at, Duration takes) {
    static NodeStart of(KubeObject pod, DownNodes nodes, Waves waves, Duration takes) {
        return new NodeStart(
                Stream.of(nodes.upSince(pod), waves.nodeStopped(pod))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()),
                takes);
    }

    boolean isUnderWay(Instant now) {
        return holds(now);
    }

    /** Whether the container last ended in its course. */
    boolean explains(ContainerState container) {
        return container.lastExit().flatMap(Exit::finished).filter(this::holds).isPresent();
    }

    private boolean holds(Instant moment) {
        return at.filter(start -> !moment.isBefore(start) && moment.isBefore(start.plus(takes)))
                .isPresent();
    }
}
