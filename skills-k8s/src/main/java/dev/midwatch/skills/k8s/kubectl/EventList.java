package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Events, oldest first. */
record EventList(List<KubeObject> events) {
    static EventList in(ClusterReader cluster, String namespace, String fields) throws ClusterException {
        return new EventList(
                cluster.list(ListQuery.of(ResourceType.EVENTS).in(namespace).where(fields)).stream()
                        .sorted(Comparator.comparing(event -> last(event).orElse(Instant.EPOCH)))
                        .toList());
    }

    /** Those about one object. */
    static EventList about(KubeObject object, ClusterReader cluster) throws ClusterException {
        String name = "involvedObject.name=" + object.name() + ",involvedObject.kind="
                + object.type().kind();
        EventList all = in(cluster, object.namespace(), name);
        return new EventList(
                all.events.stream().filter(event -> isAbout(event, object)).toList());
    }

    /** An earlier object of the same name is another one; the events of nodes have the name for a uid. */
    private static boolean isAbout(KubeObject event, KubeObject object) {
        String uid = event.at("involvedObject.uid").text();
        return uid.isEmpty() || uid.equals(object.uid()) || uid.equals(object.name());
    }

    static Optional<Instant> first(KubeObject event) {
        return firstOf(event, "firstTimestamp", "eventTime", "metadata.creationTimestamp");
    }

    static Optional<Instant> last(KubeObject event) {
        return firstOf(event, "series.lastObservedTime", "lastTimestamp", "eventTime", "metadata.creationTimestamp");
    }

    /** {@code 3m (x5 over 10m)}, or the age alone for a single occurrence. */
    static String interval(KubeObject event, Instant now) {
        Json series = event.at("series.count");
        long count = series.isPresent() ? series.number(1) : event.at("count").number(1);
        return series.isPresent() || count > 1
                ? "%s (x%d over %s)".formatted(Ages.of(last(event), now), count, Ages.of(first(event), now))
                : Ages.of(first(event), now);
    }

    private static Optional<Instant> firstOf(KubeObject event, String... paths) {
        return Stream.of(paths)
                .map(path -> event.at(path).time())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
